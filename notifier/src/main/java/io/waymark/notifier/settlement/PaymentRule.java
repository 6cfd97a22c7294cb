package io.waymark.notifier.settlement;

import io.waymark.contract.Evidence;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a payment method asks before an upload. A row of data.
 *
 * @param subStatuses a standing scan of one of these proves it
 * @param evidence and it must have come to us in one of these ways
 * @param physicalGoodsInOnePayment whether other goods, and instalments, are excluded
 * @param hold how long to wait after the proving scan was recorded
 */
record PaymentRule(
        Set<SubStatus> subStatuses, Set<Evidence> evidence, boolean physicalGoodsInOnePayment, Duration hold) {

    /** Statuses that only a parcel in the carrier's hands can have. An exception may come before pick-up. */
    private static final Set<ShipmentStatus> PICKED_UP = EnumSet.of(
            ShipmentStatus.IN_TRANSIT,
            ShipmentStatus.OUT_FOR_DELIVERY,
            ShipmentStatus.AVAILABLE_FOR_PICKUP,
            ShipmentStatus.DELIVERY_FAILED,
            ShipmentStatus.DELIVERED);

    PaymentRule {
        subStatuses = Set.copyOf(subStatuses);
        evidence = Set.copyOf(evidence);
    }

    /** For methods that take the waybill as soon as the carrier has the parcel, however we know, without a hold. */
    static PaymentRule onPickUp() {
        EnumSet<SubStatus> picked = EnumSet.allOf(SubStatus.class);
        picked.removeIf(subStatus -> !PICKED_UP.contains(subStatus.status()));
        return new PaymentRule(picked, EnumSet.allOf(Evidence.class), false, Duration.ZERO);
    }

    /** For methods that are settled only against delivery to the customer. */
    static PaymentRule onDelivery(Set<SubStatus> subStatuses, Set<Evidence> evidence, Duration hold) {
        return new PaymentRule(subStatuses, evidence, true, hold);
    }

    boolean isProvenBy(Scan scan) {
        return !scan.withdrawn() && subStatuses.contains(scan.subStatus()) && evidence.contains(scan.evidence());
    }
}
