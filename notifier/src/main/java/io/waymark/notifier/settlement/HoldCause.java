package io.waymark.notifier.settlement;

import io.waymark.gateways.Preparation.Obstacle;
import java.util.EnumSet;
import java.util.Set;

/** Why a person must decide. */
enum HoldCause {
    /** The gateway settles this method for physical goods alone. */
    GOODS,
    /** The gateway does not settle this method for instalments. */
    INSTALMENTS,
    /** A return began, and then the parcel was handed to the customer all the same. */
    RETURN_WITHDRAWN,
    /** There was no adapter for the gateway: in ledgers of before both had one. */
    NO_ADAPTER,
    /** The credentials that the registration names are not configured. */
    NO_CREDENTIALS,
    /** The registration names no transaction. */
    NO_TRANSACTION,
    /** The gateway's code of the carrier is not known. */
    UNKNOWN_CARRIER,
    /** The registration names no address where the gateway can look the parcel up. */
    NO_TRACKING_URL,
    /** A registered value is longer or shorter than the gateway takes. */
    UNFIT_VALUE,
    /**
     * The payment ended while it was unknown whether an upload had taken effect. No fact releases it. Where a person overrules
     * it, what the gateway tells of the payment's end counts no more, also for a row that was stopped.
     */
    PAYMENT_ENDED_IN_DOUBT,
    /** The gateway has another number on record for the transaction, and not ours. No fact releases it. */
    OTHER_NUMBER,
    /** A person holds it back. No fact releases it. */
    OPERATOR;

    /** Those that a change of the configuration may end, the policy's file included. */
    static final Set<HoldCause> OF_CONFIGURATION =
            EnumSet.of(NO_ADAPTER, NO_CREDENTIALS, UNKNOWN_CARRIER, GOODS, INSTALMENTS);

    /** Those that a person may overrule; after the others nothing could be sent. */
    private static final Set<HoldCause> OVERRIDABLE =
            EnumSet.of(GOODS, INSTALMENTS, RETURN_WITHDRAWN, PAYMENT_ENDED_IN_DOUBT, OTHER_NUMBER, OPERATOR);

    private static final Set<HoldCause> LASTING = EnumSet.of(PAYMENT_ENDED_IN_DOUBT, OTHER_NUMBER, OPERATOR);

    /** Whether an entry leaves the hold by itself once the facts are others. */
    boolean followsFacts() {
        return !LASTING.contains(this);
    }

    boolean isOverridable() {
        return OVERRIDABLE.contains(this);
    }

    static HoldCause of(Obstacle obstacle) {
        return switch (obstacle) {
            case NO_CREDENTIALS -> NO_CREDENTIALS;
            case NO_TRANSACTION -> NO_TRANSACTION;
            case UNKNOWN_CARRIER -> UNKNOWN_CARRIER;
            case NO_TRACKING_URL -> NO_TRACKING_URL;
            case UNFIT_VALUE -> UNFIT_VALUE;
        };
    }
}
