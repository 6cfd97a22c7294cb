package io.waymark.contract;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * How far a parcel has come, in the words every service and every customer sees. Whether a provider still watches the
 * parcel is another question: see {@link Monitoring}.
 */
public enum ShipmentStatus {
    /** We were asked to follow the number; nobody has reported a scan yet. */
    PENDING,
    /** The provider looked and knows nothing of the number. */
    NOT_FOUND,
    /** The carrier knows of the order and does not have the parcel yet (已下单). */
    INFO_RECEIVED,
    /** The carrier has the parcel and moves it (在途). */
    IN_TRANSIT,
    /** A courier is on the way to the recipient (派件). */
    OUT_FOR_DELIVERY,
    /** The parcel waits for the recipient in a locker or at a station (驿站代收). */
    AVAILABLE_FOR_PICKUP,
    /** An attempt to deliver failed (派件异常, 拒收). */
    DELIVERY_FAILED,
    /** Something is wrong that is not a failed attempt (疑难). */
    EXCEPTION,
    /** The parcel is on its way back to the sender (退回). */
    RETURNING,
    /** The parcel was handed over (签收). More may follow: a return after delivery. */
    DELIVERED,
    /** The sender has the parcel back (退签). Nothing follows. */
    RETURNED,
    /** The order was withdrawn before the parcel moved (已销单). A physical scan may still follow. */
    CANCELLED;

    private static final Map<ShipmentStatus, Set<ShipmentStatus>> NEXT = new EnumMap<>(Map.ofEntries(
            // spotless:off
            next(PENDING,              EnumSet.complementOf(EnumSet.of(PENDING))),
            next(NOT_FOUND,            EnumSet.complementOf(EnumSet.of(PENDING, NOT_FOUND))),
            next(INFO_RECEIVED,        EnumSet.complementOf(EnumSet.of(PENDING, NOT_FOUND, INFO_RECEIVED))),
            next(IN_TRANSIT,           EnumSet.of(OUT_FOR_DELIVERY, AVAILABLE_FOR_PICKUP, DELIVERED, DELIVERY_FAILED, EXCEPTION, RETURNING, RETURNED, CANCELLED)),
            next(OUT_FOR_DELIVERY,     EnumSet.of(IN_TRANSIT, AVAILABLE_FOR_PICKUP, DELIVERED, DELIVERY_FAILED, EXCEPTION, RETURNING, RETURNED)),
            next(AVAILABLE_FOR_PICKUP, EnumSet.of(OUT_FOR_DELIVERY, IN_TRANSIT, DELIVERED, DELIVERY_FAILED, EXCEPTION, RETURNING, RETURNED)),
            next(DELIVERY_FAILED,      EnumSet.of(IN_TRANSIT, OUT_FOR_DELIVERY, AVAILABLE_FOR_PICKUP, DELIVERED, EXCEPTION, RETURNING, RETURNED, CANCELLED)),
            next(EXCEPTION,            EnumSet.of(IN_TRANSIT, OUT_FOR_DELIVERY, AVAILABLE_FOR_PICKUP, DELIVERED, DELIVERY_FAILED, RETURNING, RETURNED, CANCELLED)),
            next(RETURNING,            EnumSet.of(RETURNED, EXCEPTION)),
            next(DELIVERED,            EnumSet.of(RETURNING, RETURNED)),
            next(RETURNED,             EnumSet.noneOf(ShipmentStatus.class)),
            next(CANCELLED,            EnumSet.of(IN_TRANSIT, OUT_FOR_DELIVERY, DELIVERED, RETURNING))));
            // spotless:on

    private static Map.Entry<ShipmentStatus, Set<ShipmentStatus>> next(ShipmentStatus from, Set<ShipmentStatus> to) {
        return Map.entry(from, to);
    }

    /**
     * Whether a scan with status {@code later} may follow one with this status. Staying where it is always may. A
     * scan that may not follow is kept and flagged, and changes nothing.
     */
    public boolean allows(ShipmentStatus later) {
        return this == later || NEXT.getOrDefault(this, Set.of()).contains(later);
    }

    /** Whether the parcel is being moved or offered to the recipient. */
    public boolean isMovement() {
        return this == IN_TRANSIT || this == OUT_FOR_DELIVERY || this == AVAILABLE_FOR_PICKUP;
    }
}
