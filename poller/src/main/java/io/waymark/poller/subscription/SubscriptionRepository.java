package io.waymark.poller.subscription;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.ProviderId;
import io.waymark.poller.pace.NumberKey;
import io.waymark.poller.pace.PaceRepository;
import io.waymark.poller.subscription.Admitted.Waiting;
import io.waymark.poller.watch.PlanRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * The ledger of subscriptions, as the scheduler uses it. Any number of replicas may. Each method is a transaction, which
 * locks the provider's pace first; it fails if PostgreSQL is away, with nothing changed.
 */
@ApplicationScoped
class SubscriptionRepository {

    /** What is wanted pushed; a number of the shipment's own under the carrier that it turned out to belong to. */
    static final String DUE =
            """
            select s.*, coalesce(w.merchant_id, '') as merchant_id, coalesce(w.rank, 2)::integer as rank,
                   case when s.number < 100 and p.corrected_carrier <> '' then p.corrected_carrier else s.carrier end
                     as asked_carrier
            from subscription s
            left join parcel p on p.shipment_id = s.shipment_id
            left join watch w on w.shipment_id = s.shipment_id and w.provider = s.provider
              and w.carrier = s.carrier and w.tracking_number = s.tracking_number
            where s.provider = $1 and s.state = 'DUE' and s.next_attempt_at <= now()
              and (w.tracking is null or w.tracking in ('AUTO', 'PUSH'))
            order by s.next_attempt_at limit $2 for update of s skip locked
            """;

    private static final String CLAIM =
            """
            update subscription set attempts = attempts + 1, next_attempt_at = now() + $2::bigint * interval '1 millisecond'
            where id = any($1)
            """;

    private static final String WAIT =
            """
            update subscription s set last_code = n.code, next_attempt_at = now() + n.wait_ms * interval '1 millisecond'
            from unnest($1::bigint[], $2::bigint[], $3::text[]) as n(id, wait_ms, code) where s.id = n.id
            """;

    private static final String SETTLE =
            """
            update subscription set state = $3::text, last_code = $4, last_attempt_at = now(),
              accepted_at = case when $3::text = 'ACCEPTED' then now() else accepted_at end,
              next_attempt_at = case when $3::text = 'DUE' then now() + $5::bigint * interval '1 millisecond'
                else next_attempt_at end
            where id = $1 and attempts = $2 and state = 'DUE'
            returning shipment_id
            """;

    private static final String LOCK_WATCHES = "select from watch where shipment_id = any($1) order by id for update";

    /** Whoever has just promised to tell is not silent yet. */
    private static final String HEARD =
            """
            update watch w set heard_at = greatest(w.heard_at, s.accepted_at) from subscription s
            where s.id = $1 and s.state = 'ACCEPTED' and w.shipment_id = s.shipment_id and w.provider = s.provider
              and w.carrier = s.carrier and w.tracking_number = s.tracking_number
            """;

    private final Pool database;
    private final PaceRepository pace;
    private final AdmissionRepository admissions;
    private final PlanRepository plans;

    SubscriptionRepository(Pool database, PaceRepository pace, AdmissionRepository admissions, PlanRepository plans) {
        this.database = database;
        this.pace = pace;
        this.admissions = admissions;
        this.plans = plans;
    }

    /**
     * Claims a provider's due rows, longest due first, as many as its pace, the number's and the budget allow; passes over
     * those that another replica is claiming.
     *
     * @param lease how long they belong to the caller
     */
    Uni<Admitted> claim(ProviderId provider, int most, Duration lease) {
        return database.withTransaction(c -> pace.lock(c, provider, OperationKind.SUBSCRIBE, most)
                .chain(permits -> permits.calls() == 0
                        ? Uni.createFrom().item(Admitted.NONE)
                        : due(c, provider, permits.calls()).chain(due -> admit(c, provider, due, lease))));
    }

    /** Locks what is followed first: nobody who holds those rows then waits for what is noted of their numbers. */
    private Uni<Admitted> admit(SqlConnection c, ProviderId provider, List<SubscriptionClaim> due, Duration lease) {
        return due.isEmpty()
                ? Uni.createFrom().item(Admitted.NONE)
                : lockWatches(c, shipments(due))
                        .chain(() -> admissions.admit(c, provider, due))
                        .call(admitted -> begin(c, admitted.granted(), lease))
                        .call(admitted -> postpone(c, admitted.waiting()))
                        .call(admitted ->
                                pace.take(c, provider, admitted.granted().size()));
    }

    /** Of several rows with one number the one that has been due for longest; the others follow in the next round. */
    private static Uni<List<SubscriptionClaim>> due(SqlConnection c, ProviderId provider, int most) {
        return c.preparedQuery(DUE).execute(Tuple.of(provider.code(), most)).map(rows -> {
            Map<NumberKey, SubscriptionClaim> due = new LinkedHashMap<>();
            for (Row row : rows) {
                SubscriptionClaim claim = SubscriptionRow.claim(row);
                due.putIfAbsent(claim.number(), claim);
            }
            return List.copyOf(due.values());
        });
    }

    private static Uni<Void> begin(SqlConnection c, List<SubscriptionClaim> granted, Duration lease) {
        return granted.isEmpty()
                ? Uni.createFrom().voidItem()
                : c.preparedQuery(CLAIM)
                        .execute(Tuple.tuple().addArrayOfLong(ids(granted)).addLong(lease.toMillis()))
                        .replaceWithVoid();
    }

    private Uni<Void> postpone(SqlConnection c, List<Waiting> waiting) {
        List<SubscriptionClaim> claims = waiting.stream().map(Waiting::claim).toList();
        return waiting.isEmpty()
                ? Uni.createFrom().voidItem()
                : c.preparedQuery(WAIT)
                        .execute(Tuple.tuple()
                                .addArrayOfLong(ids(claims))
                                .addArrayOfLong(waiting.stream()
                                        .map(one -> one.dueIn().toMillis())
                                        .toArray(Long[]::new))
                                .addArrayOfString(
                                        waiting.stream().map(Waiting::code).toArray(String[]::new)))
                        .chain(() -> plans.replan(c, shipments(claims)));
    }

    private static List<UUID> shipments(List<SubscriptionClaim> claims) {
        return claims.stream()
                .map(claim -> claim.request().shipmentId().value())
                .distinct()
                .toList();
    }

    private static Uni<Void> lockWatches(SqlConnection c, List<UUID> shipments) {
        return c.preparedQuery(LOCK_WATCHES)
                .execute(Tuple.tuple().addArrayOfUUID(shipments.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    private static Long[] ids(List<SubscriptionClaim> claims) {
        return claims.stream().map(SubscriptionClaim::id).toArray(Long[]::new);
    }

    /**
     * Records what an attempt came to, unless the row was withdrawn, erased, or taken over after the lease, and plans anew
     * what is followed of the shipment.
     *
     * @param wait until the next attempt, if there is to be one
     */
    Uni<Void> settle(ProviderId provider, SubscriptionClaim claim, SubscriptionOutcome outcome, Duration wait) {
        return database.withTransaction(c -> pace.report(c, provider, outcome.successes(), outcome.failures())
                .chain(() -> record(c, claim, outcome, wait))
                .call(shipments -> listen(c, claim, shipments))
                .call(shipments -> plans.replan(c, shipments))
                .chain(() -> admissions.end(c, provider, claim, outcome)));
    }

    private static Uni<List<UUID>> record(
            SqlConnection c, SubscriptionClaim claim, SubscriptionOutcome outcome, Duration wait) {
        return c.preparedQuery(SETTLE)
                .execute(Tuple.of(claim.id(), claim.attempt(), outcome.state().name(), outcome.code(), wait.toMillis()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("shipment_id"))
                        .toList());
    }

    private static Uni<Void> listen(SqlConnection c, SubscriptionClaim claim, List<UUID> shipments) {
        return shipments.isEmpty()
                ? Uni.createFrom().voidItem()
                : lockWatches(c, shipments)
                        .chain(() -> c.preparedQuery(HEARD).execute(Tuple.of(claim.id())))
                        .replaceWithVoid();
    }
}
