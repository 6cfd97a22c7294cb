package io.waymark.normalizer.status;

import io.waymark.contract.Evidence;
import io.waymark.contract.Flag;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What matters most of a shipment.
 *
 * @param status its status
 * @param subStatus in detail
 * @param deliveredAt when it was delivered; null if it was not
 * @param payable whether a payment that waits for the customer's receipt could be claimed, by the rule that holds unless
 *     configured otherwise: a signature that counts as the customer's stands, well proven, and no return was begun
 */
public record Standing(
        ShipmentStatus status, SubStatus subStatus, @Nullable OffsetDateTime deliveredAt, boolean payable) {

    private static final Set<SubStatus> HANDED_OVER =
            EnumSet.of(SubStatus.SIGNED, SubStatus.SIGNED_BY_RECIPIENT, SubStatus.SIGNED_AFTER_EXCEPTION);

    private static final Set<Evidence> PROOF = EnumSet.of(Evidence.SIGNED_PUSH, Evidence.PULL);

    /** What a history came to, once derived. */
    static Standing of(ShipmentHistory history) {
        Shipment shipment = history.latest();
        if (shipment == null) {
            return new Standing(ShipmentStatus.PENDING, SubStatus.AWAITING_FIRST_EVENT, null, false);
        }
        boolean payable = shipment.status() == ShipmentStatus.DELIVERED
                && !shipment.flags().contains(Flag.RETURNED_AFTER_DELIVERY)
                && history.known().standing().stream().anyMatch(Standing::isProof)
                && history.known().standing().stream().noneMatch(Standing::isReturn);
        return new Standing(shipment.status(), shipment.subStatus(), shipment.deliveredAt(), payable);
    }

    private static boolean isProof(KnownScan scan) {
        return scan.published() != null
                && HANDED_OVER.contains(scan.published().subStatus())
                && PROOF.contains(scan.evidence());
    }

    private static boolean isReturn(KnownScan scan) {
        return scan.published() != null && scan.published().subStatus() == SubStatus.RETURNING;
    }
}
