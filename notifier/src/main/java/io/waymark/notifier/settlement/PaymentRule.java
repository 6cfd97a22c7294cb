package io.waymark.notifier.settlement;

import io.waymark.contract.Evidence;
import io.waymark.contract.Goods;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway asks of a payment method before an upload: a row of the policy.
 *
 * @param subStatuses a standing scan of one of these proves it
 * @param evidence and it must have come to us in one of these ways
 * @param hold how long to wait after the proving scan was recorded
 * @param goods what may have been sold
 * @param instalments whether the customer may pay in instalments
 * @param needsFinalPayment whether a payment of which the gateway has told must have succeeded
 * @param deadline how long after the customer paid the gateway wants the proof; null if it sets no time
 */
record PaymentRule(
        Milestone proof,
        Set<SubStatus> subStatuses,
        Set<Evidence> evidence,
        Duration hold,
        Set<Goods> goods,
        boolean instalments,
        boolean needsFinalPayment,
        @Nullable Duration deadline) {

    /** How far the parcel must have come. In the order of strictness, the strictest first. */
    enum Milestone {
        /** The customer has it, or it waits where the customer collects it. What counts of these is configured. */
        DELIVERY(EnumSet.of(ShipmentStatus.DELIVERED, ShipmentStatus.AVAILABLE_FOR_PICKUP)),
        /** The carrier has it: statuses that no other parcel can have. An exception may come before pick-up. */
        PICKUP(EnumSet.of(
                ShipmentStatus.IN_TRANSIT,
                ShipmentStatus.OUT_FOR_DELIVERY,
                ShipmentStatus.AVAILABLE_FOR_PICKUP,
                ShipmentStatus.DELIVERY_FAILED,
                ShipmentStatus.DELIVERED));

        private final Set<ShipmentStatus> statuses;

        Milestone(Set<ShipmentStatus> statuses) {
            this.statuses = statuses;
        }

        /** Every sub-status that a scan of it may have. */
        Set<SubStatus> subStatuses() {
            EnumSet<SubStatus> all = EnumSet.allOf(SubStatus.class);
            all.removeIf(subStatus -> !statuses.contains(subStatus.status()));
            return all;
        }
    }

    /** Strictest first: an upload cannot be taken back. */
    static final Comparator<PaymentRule> STRICTEST = Comparator.comparing(PaymentRule::proof)
            .thenComparing(rule -> rule.subStatuses().size())
            .thenComparing(rule -> rule.evidence().size())
            .thenComparing(rule -> rule.goods().size())
            .thenComparing(PaymentRule::instalments)
            .thenComparing(PaymentRule::hold, Comparator.reverseOrder());

    /** PostgreSQL refuses some of the times that Java can express. */
    private static final int LAST_YEAR = 9000;

    PaymentRule {
        subStatuses = Set.copyOf(subStatuses);
        evidence = Set.copyOf(evidence);
        goods = Set.copyOf(goods);
    }

    boolean isProvenBy(Scan scan) {
        return !scan.withdrawn() && subStatuses.contains(scan.subStatus()) && evidence.contains(scan.evidence());
    }

    /** By when the gateway wants the proof; null if it sets no time, or it is not known when the customer paid. */
    @Nullable
    Instant deadlineOf(Terms terms) {
        OffsetDateTime paid = terms.transactedAt();
        return paid == null || deadline == null || paid.getYear() < 1 || paid.getYear() > LAST_YEAR
                ? null
                : paid.toInstant().plus(deadline);
    }
}
