package io.waymark.poller.subscription;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.carriers.ProviderId;
import io.waymark.poller.cost.CostRepository;
import io.waymark.poller.pace.NumberKey;
import io.waymark.poller.pace.NumberUseRepository;
import io.waymark.poller.subscription.Admitted.Waiting;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps subscriptions within what a provider takes of a number in a month, and within what may be spent. Every method
 * works in the caller's transaction, after {@link io.waymark.poller.pace.PaceRepository#lock}, and fails if PostgreSQL is
 * away.
 */
@ApplicationScoped
class AdmissionRepository {

    /** Until the budget may have been raised, or the month has ended. */
    private static final Duration UNTIL_PAID = Duration.ofHours(1);

    private static final String CAUSE = "subscribe";

    private static final String UNDO =
            """
            update number_use u set subscribed = trim_array(u.subscribed, 1)
            from unnest($2::text[], $3::text[]) as n(carrier, number)
            where u.provider = $1 and u.carrier = n.carrier and u.tracking_number = n.number
              and cardinality(u.subscribed) > 0
            """;

    private final NumberUseRepository numbers;
    private final CostRepository cost;

    AdmissionRepository(NumberUseRepository numbers, CostRepository cost) {
        this.numbers = numbers;
        this.cost = cost;
    }

    /**
     * Notes that numbers are about to be subscribed, and bills them, as far as both is allowed.
     *
     * @param due claims of numbers that differ
     */
    Uni<Admitted> admit(SqlConnection c, ProviderId provider, List<SubscriptionClaim> due) {
        return numbers.subscribe(c, provider, numbers(due)).chain(refused -> {
            List<SubscriptionClaim> taken = due.stream()
                    .filter(claim -> !refused.containsKey(claim.number()))
                    .toList();
            return cost.reserve(
                            c,
                            provider,
                            CAUSE,
                            taken.stream().map(SubscriptionClaim::charge).toList())
                    .map(paid -> admitted(due, refused, paid))
                    .call(admitted -> undo(c, provider, unpaid(admitted)));
        });
    }

    private static Admitted admitted(
            List<SubscriptionClaim> due, Map<NumberKey, Duration> refused, Set<NumberKey> paid) {
        List<SubscriptionClaim> granted = new ArrayList<>();
        List<Waiting> waiting = new ArrayList<>();
        for (SubscriptionClaim claim : due) {
            Duration wait = refused.get(claim.number());
            if (wait != null) {
                waiting.add(new Waiting(claim, wait, Admitted.MONTHLY_FOUR));
            } else if (paid.contains(claim.number())) {
                granted.add(claim);
            } else {
                waiting.add(new Waiting(claim, UNTIL_PAID, Admitted.BUDGET));
            }
        }
        return new Admitted(List.copyOf(granted), List.copyOf(waiting));
    }

    private static List<NumberKey> unpaid(Admitted admitted) {
        return numbers(admitted.waiting().stream()
                .filter(one -> one.code().equals(Admitted.BUDGET))
                .map(Waiting::claim)
                .toList());
    }

    /**
     * Ends an attempt. One that was not accepted is none of the month's: if a call whose answer was lost was one, its
     * repetition is accepted and counts.
     */
    Uni<Void> end(SqlConnection c, ProviderId provider, SubscriptionClaim claim, SubscriptionOutcome outcome) {
        List<NumberKey> number = List.of(claim.number());
        Uni<Void> counted =
                outcome.state() == SubscriptionState.ACCEPTED ? Uni.createFrom().voidItem() : undo(c, provider, number);
        return counted.chain(() -> outcome.mayBeBilled()
                ? cost.settle(c, provider, CAUSE, List.of(claim.charge()), List.of())
                : cost.settle(c, provider, CAUSE, List.of(), number));
    }

    private static Uni<Void> undo(SqlConnection c, ProviderId provider, List<NumberKey> numbers) {
        return numbers.isEmpty()
                ? Uni.createFrom().voidItem()
                : c.preparedQuery(UNDO)
                        .execute(Tuple.of(provider.code())
                                .addArrayOfString(
                                        numbers.stream().map(NumberKey::carrier).toArray(String[]::new))
                                .addArrayOfString(numbers.stream()
                                        .map(NumberKey::trackingNumber)
                                        .toArray(String[]::new)))
                        .replaceWithVoid();
    }

    private static List<NumberKey> numbers(List<SubscriptionClaim> claims) {
        return claims.stream().map(SubscriptionClaim::number).toList();
    }
}
