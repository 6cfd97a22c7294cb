package io.waymark.carriers;

import static io.waymark.carriers.CarrierError.Action.ASK_OPERATOR;
import static io.waymark.carriers.CarrierError.Action.GIVE_UP;
import static io.waymark.carriers.CarrierError.Action.PAUSE_ACCOUNT;
import static io.waymark.carriers.CarrierError.Action.RETRY;

import java.util.Locale;

/** Everything that can go wrong with a call to a provider, and what the caller does about it. */
public enum CarrierError {
    // spotless:off
    /** No whole answer in time; the provider may or may not have acted on the call. */
    TIMEOUT(RETRY),
    /** No connection, so that the provider has not heard of the call. */
    UNREACHABLE(RETRY),
    /** An HTTP failure, a connection that broke, or the provider's own word for a failure inside it. */
    UNAVAILABLE(RETRY),
    /** HTTP 429, or the provider's own word for too many calls. */
    BUSY(RETRY),
    /** Bytes that are not the provider's answer: a maintenance page, a cut or oversized body. */
    MALFORMED(RETRY),
    /** The provider's answer, with a code that is in no table of ours. */
    UNKNOWN_CODE(RETRY),
    /** Wrong key or signature: every further call with these credentials would fail too. */
    UNAUTHORIZED(PAUSE_ACCOUNT),
    /** The account has expired or is used up: as above. */
    QUOTA_EXHAUSTED(PAUSE_ACCOUNT),
    /** The provider does not take this company or this number. */
    UNSUPPORTED(ASK_OPERATOR),
    /** The provider finds fault with the data of the call, the callback URL included. */
    INVALID_REQUEST(ASK_OPERATOR),
    /** The provider refuses this shipment, with no way to make it acceptable. */
    REFUSED(GIVE_UP);
    // spotless:on

    /** What the caller does next. */
    public enum Action {
        /** Calls again, after a wait that grows with every attempt. */
        RETRY,
        /** Makes no call with these credentials for a while, and raises an alarm. */
        PAUSE_ACCOUNT,
        /** Makes no further call for this shipment until a person has corrected something; raises an alarm. */
        ASK_OPERATOR,
        /** Makes no further call for this shipment. */
        GIVE_UP
    }

    private final Action action;

    CarrierError(Action action) {
        this.action = action;
    }

    /** What the caller does next. */
    public Action action() {
        return action;
    }

    /** As written in metrics and logs: lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
