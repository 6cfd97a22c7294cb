package io.waymark.console.track;

import static java.util.Locale.ROOT;

import io.waymark.contract.ShipmentStatus;

/** What a status means for the customer, at a glance: the page has a colour and a picture for each. */
public enum Mood {
    WAITING,
    MOVING,
    READY,
    DONE,
    TROUBLE,
    BACK;

    static Mood of(ShipmentStatus status) {
        return switch (status) {
            case PENDING, NOT_FOUND, INFO_RECEIVED -> WAITING;
            case IN_TRANSIT, OUT_FOR_DELIVERY -> MOVING;
            case AVAILABLE_FOR_PICKUP -> READY;
            case DELIVERED -> DONE;
            case DELIVERY_FAILED, EXCEPTION -> TROUBLE;
            case RETURNING, RETURNED, CANCELLED -> BACK;
        };
    }

    /** The class in the style sheet. */
    public String style() {
        return name().toLowerCase(ROOT);
    }
}
