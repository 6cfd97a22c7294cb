package io.waymark.contract;

import static io.waymark.contract.ShipmentStatus.AVAILABLE_FOR_PICKUP;
import static io.waymark.contract.ShipmentStatus.CANCELLED;
import static io.waymark.contract.ShipmentStatus.DELIVERED;
import static io.waymark.contract.ShipmentStatus.DELIVERY_FAILED;
import static io.waymark.contract.ShipmentStatus.EXCEPTION;
import static io.waymark.contract.ShipmentStatus.INFO_RECEIVED;
import static io.waymark.contract.ShipmentStatus.IN_TRANSIT;
import static io.waymark.contract.ShipmentStatus.NOT_FOUND;
import static io.waymark.contract.ShipmentStatus.PENDING;

/** Finer than {@link ShipmentStatus}: each belongs to exactly one status. */
public enum SubStatus {
    // spotless:off
    AWAITING_FIRST_EVENT(PENDING),
    NO_RECORD(NOT_FOUND), INVALID_NUMBER(NOT_FOUND),
    ORDER_CREATED(INFO_RECEIVED), AWAITING_PICKUP(INFO_RECEIVED),
    MOVING(IN_TRANSIT), PICKED_UP(IN_TRANSIT), DEPARTED_HUB(IN_TRANSIT), ARRIVED_HUB(IN_TRANSIT),
    LINEHAUL(IN_TRANSIT), ARRIVED_DESTINATION_CITY(IN_TRANSIT), FORWARDED(IN_TRANSIT), HANDED_OVER(IN_TRANSIT),
    CUSTOMS(IN_TRANSIT), CUSTOMS_PENDING(IN_TRANSIT), CUSTOMS_PROCESSING(IN_TRANSIT), CUSTOMS_CLEARED(IN_TRANSIT),
    OUT_FOR_DELIVERY(ShipmentStatus.OUT_FOR_DELIVERY),
    THIRD_PARTY_DELIVERY(ShipmentStatus.OUT_FOR_DELIVERY), REDELIVERY(ShipmentStatus.OUT_FOR_DELIVERY),
    LOCKER(AVAILABLE_FOR_PICKUP), STATION(AVAILABLE_FOR_PICKUP),
    LOCKER_OR_STATION(AVAILABLE_FOR_PICKUP), RELEASED_FROM_STATION(AVAILABLE_FOR_PICKUP),
    SIGNED(DELIVERED), SIGNED_BY_RECIPIENT(DELIVERED), SIGNED_AFTER_EXCEPTION(DELIVERED),
    SIGNED_BY_PROXY(DELIVERED), LOCKER_OR_STATION_SIGNED(DELIVERED),
    ATTEMPT_FAILED(DELIVERY_FAILED), UNREACHABLE(DELIVERY_FAILED), REFUSED(DELIVERY_FAILED),
    OUT_OF_AREA(DELIVERY_FAILED), ADDRESS_ISSUE(DELIVERY_FAILED), PICKUP_OVERDUE(DELIVERY_FAILED),
    UNSPECIFIED(EXCEPTION), OVERDUE_UNSIGNED(EXCEPTION), NO_UPDATE(EXCEPTION), DETAINED(EXCEPTION),
    DAMAGED(EXCEPTION), CUSTOMS_EXCEPTION(EXCEPTION), CANCEL_REQUESTED(EXCEPTION), LOST(EXCEPTION),
    DESTROYED(EXCEPTION),
    RETURNING(ShipmentStatus.RETURNING),
    RETURN_SIGNED(ShipmentStatus.RETURNED),
    ORDER_CANCELLED(CANCELLED);
    // spotless:on

    private final ShipmentStatus status;

    SubStatus(ShipmentStatus status) {
        this.status = status;
    }

    /** The status this one refines. */
    public ShipmentStatus status() {
        return status;
    }
}
