package io.waymark.notifier.settlement;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import io.waymark.contract.Goods;
import io.waymark.contract.Payment;
import io.waymark.contract.ShipmentStatus;
import io.waymark.gateways.Preparation;
import io.waymark.notifier.settlement.PaymentRule.Milestone;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * When a settlement may be uploaded: a function of what was registered, what is known of the parcel and of the
 * payment, and what the gateway needs. In this order:
 *
 * <ol>
 *   <li>a payment that ended stops it;
 *   <li>a parcel on its way back, or back, proves nothing;
 *   <li>what the gateway excludes, or cannot be told, is held;
 *   <li>without a proving scan there is nothing yet;
 *   <li>a return that was withdrawn is held where delivery is the proof;
 *   <li>a payment that is not final yet waits, where the gateway has told of it;
 *   <li>else the proof is there.
 * </ol>
 *
 * <p>What each gateway asks of each payment method is data, see {@link PolicyTable}. A person may overrule a cause.
 */
final class SettlementPolicy {

    private static final Set<Payment.State> ENDED =
            EnumSet.of(Payment.State.CANCELLED, Payment.State.REFUNDED, Payment.State.CHARGED_BACK);
    private static final Set<ShipmentStatus> GOING_BACK = EnumSet.of(ShipmentStatus.RETURNING, ShipmentStatus.RETURNED);

    private final PolicyTable table;
    private final Duration whilePending;

    /** @param whilePending see {@link SettlementConfig#whilePending} */
    SettlementPolicy(PolicyTable table, Duration whilePending) {
        this.table = table;
        this.whilePending = whilePending;
    }

    /** What the gateway asks before this upload. */
    PaymentRule ruleOf(Terms terms, Facts facts) {
        return table.ruleOf(terms.gateway(), terms.paymentMethod(), facts.methods());
    }

    /** @param overridden causes that a person has overruled */
    Decision decide(Terms terms, Facts facts, Preparation preparation, Set<HoldCause> overridden) {
        PaymentRule rule = ruleOf(terms, facts);
        return ended(facts)
                .filter(stop -> !overridden.contains(HoldCause.PAYMENT_ENDED_IN_DOUBT))
                .or(() -> returned(facts))
                .or(() -> excluded(terms, rule, overridden))
                .or(() -> untellable(preparation))
                .orElseGet(() -> proven(facts, rule, overridden));
    }

    /** A failed payment may be followed by one that succeeds; a refund or a cancellation is the end. */
    private static Optional<Decision> ended(Facts facts) {
        Optional<Payment.State> end =
                facts.payments().stream().filter(ENDED::contains).sorted().findFirst();
        if (end.isEmpty()
                && facts.payments().contains(Payment.State.FAILED)
                && !facts.payments().contains(Payment.State.SUCCEEDED)) {
            end = Optional.of(Payment.State.FAILED);
        }
        return end.map(state -> new Decision.Stop("the gateway reports the payment as " + state));
    }

    private static Optional<Decision> returned(Facts facts) {
        Standing latest = facts.latest();
        boolean isBack = latest != null && GOING_BACK.contains(latest.status());
        return isBack || (returnBegan(facts) && !returnWasWithdrawn(facts))
                ? Optional.of(new Decision.Returned("the parcel is going back to the sender"))
                : Optional.empty();
    }

    private static boolean returnBegan(Facts facts) {
        return facts.scans().stream().anyMatch(scan -> !scan.withdrawn() && GOING_BACK.contains(scan.status()));
    }

    /** Only the normalizer sees the scans in their order; its word counts once it has seen all of ours. */
    private static boolean returnWasWithdrawn(Facts facts) {
        Standing latest = facts.latest();
        long known = facts.scans().stream().mapToLong(Scan::sequence).max().orElse(0);
        return latest != null && latest.sequence() >= known && latest.status() == ShipmentStatus.DELIVERED;
    }

    private static Optional<Decision> excluded(Terms terms, PaymentRule rule, Set<HoldCause> overridden) {
        if (!rule.goods().contains(terms.goods()) && !overridden.contains(HoldCause.GOODS)) {
            return hold(
                    HoldCause.GOODS,
                    "the gateway settles this payment method for "
                            + rule.goods().stream().sorted().map(Goods::name).collect(joining(" or "))
                            + " goods alone");
        }
        return terms.installments() && !rule.instalments() && !overridden.contains(HoldCause.INSTALMENTS)
                ? hold(HoldCause.INSTALMENTS, "the gateway does not settle instalments by this payment method")
                : Optional.empty();
    }

    private static Optional<Decision> untellable(Preparation preparation) {
        return preparation instanceof Preparation.Impossible impossible
                ? hold(HoldCause.of(impossible.obstacle()), impossible.reason())
                : Optional.empty();
    }

    private Decision proven(Facts facts, PaymentRule rule, Set<HoldCause> overridden) {
        Optional<Scan> first = facts.scans().stream()
                .filter(rule::isProvenBy)
                .min(comparing(Scan::recordedAt)
                        .thenComparing(scan -> scan.eventId().toString()));
        if (first.isEmpty()) {
            return new Decision.NothingYet(unaccepted(facts));
        }
        if (rule.proof() == Milestone.DELIVERY
                && returnBegan(facts)
                && !overridden.contains(HoldCause.RETURN_WITHDRAWN)) {
            return new Decision.Hold(
                    HoldCause.RETURN_WITHDRAWN, "a return had begun before the parcel was handed to the customer");
        }
        return new Decision.Provable(Proof.of(first.get()), rule.hold(), firstHold(rule, facts));
    }

    /** A notice of success can be lost: after a while the gateway's answer to the upload tells instead. */
    private Duration firstHold(PaymentRule rule, Facts facts) {
        boolean isLonger =
                rule.needsFinalPayment() && isPending(facts) && rule.hold().compareTo(whilePending) < 0;
        return isLonger ? whilePending : rule.hold();
    }

    /** Of a payment of which the gateway has told nothing, its answer to the upload tells. */
    private static boolean isPending(Facts facts) {
        return facts.payments().contains(Payment.State.PENDING)
                && !facts.payments().contains(Payment.State.SUCCEEDED);
    }

    /** A delivery that does not count is worth a word to the merchant, who would wonder. */
    private static String unaccepted(Facts facts) {
        String scans = facts.scans().stream()
                .filter(scan -> !scan.withdrawn() && scan.status() == ShipmentStatus.DELIVERED)
                .map(scan -> scan.subStatus() + " by " + scan.evidence())
                .distinct()
                .sorted()
                .collect(joining(", "));
        return scans.isEmpty() ? "" : "not accepted as handed to the customer: " + scans;
    }

    private static Optional<Decision> hold(HoldCause cause, String reason) {
        return Optional.of(new Decision.Hold(cause, reason));
    }
}
