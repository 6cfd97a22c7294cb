package io.waymark.poller.polling;

import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.poller.sealing.PersonalFields;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a query came to, and what follows for its number. */
enum PollOutcome {
    /** A history, or an answer that is in no table of ours. */
    ANSWERED(Next.PLAN, Guard.KEEP, true),
    /** No answer, or none that can be read; it may be charged for. */
    UNKNOWN(Next.RETRY, Guard.KEEP, true),
    /** The provider has not heard of the call. */
    NOT_HEARD(Next.RETRY, Guard.UNASK, false),
    /** The provider is in trouble and did nothing. */
    IN_TROUBLE(Next.RETRY, Guard.KEEP, false),
    /** The provider locked the number (锁单). */
    LOCKED(Next.RETRY, Guard.LOCK, false),
    /** The provider does not serve our account. */
    PAUSED(Next.RETRY, Guard.UNASK, false),
    /** It was not called: what the call needs is sealed, and cannot be opened here. */
    NOT_OPENED(Next.RETRY, Guard.UNASK, false),
    /** A person must correct something first. */
    HELD(Next.HOLD, Guard.KEEP, true);

    /** What is done with the number next. */
    enum Next {
        /** It is planned by its status. */
        PLAN,
        /** It is asked about again after a wait that grows. */
        RETRY,
        /** It is not asked about until a person has acted. */
        HOLD
    }

    /** What the guard of the number learns. */
    enum Guard {
        /** It was asked. */
        KEEP,
        /** It was not asked after all. */
        UNASK,
        /** It must not be asked for a while. */
        LOCK
    }

    private static final String TOO_MANY_REQUESTS = "http-429";

    private static final Map<CarrierError, PollOutcome> BY_ERROR = new EnumMap<>(Map.ofEntries(
            Map.entry(CarrierError.UNKNOWN_CODE, ANSWERED),
            Map.entry(CarrierError.TIMEOUT, UNKNOWN),
            Map.entry(CarrierError.MALFORMED, UNKNOWN),
            Map.entry(CarrierError.UNREACHABLE, NOT_HEARD),
            Map.entry(CarrierError.UNAVAILABLE, IN_TROUBLE),
            Map.entry(CarrierError.BUSY, LOCKED),
            Map.entry(CarrierError.UNAUTHORIZED, PAUSED),
            Map.entry(CarrierError.QUOTA_EXHAUSTED, PAUSED),
            Map.entry(CarrierError.UNSUPPORTED, HELD),
            Map.entry(CarrierError.INVALID_REQUEST, HELD),
            Map.entry(CarrierError.REFUSED, HELD)));

    private final Next next;
    private final Guard guard;
    private final boolean billed;

    PollOutcome(Next next, Guard guard, boolean billed) {
        this.next = next;
        this.guard = guard;
        this.billed = billed;
    }

    /**
     * The outcome of a call.
     *
     * @param failure null if it was answered
     */
    static PollOutcome of(@Nullable CarrierException failure) {
        if (failure == null) {
            return ANSWERED;
        }
        return switch (failure.code()) {
            case TOO_MANY_REQUESTS -> IN_TROUBLE;
            case PersonalFields.NOT_OPENED -> NOT_OPENED;
            default -> Objects.requireNonNull(BY_ERROR.get(failure.error()));
        };
    }

    Next next() {
        return next;
    }

    Guard guard() {
        return guard;
    }

    /** Whether the provider may charge for it. */
    boolean isBilled() {
        return billed;
    }
}
