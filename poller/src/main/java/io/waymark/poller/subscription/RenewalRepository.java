package io.waymark.poller.subscription;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.carriers.Provider;
import io.waymark.carriers.Providers;
import io.waymark.poller.plan.Quota;
import io.waymark.poller.plan.Quotas;
import io.waymark.poller.watch.PlanRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Has numbers subscribed again whose provider has given them up. Each time under the next number: callbacks bring it back,
 * and what is said of the watching under a later one counts. Fails if PostgreSQL is away, with nothing changed.
 */
@ApplicationScoped
class RenewalRepository {

    /**
     * The subscription that was given up; where none was named, the shipment's last one. A further number's is renewed under
     * the shipment's next number, as the number after its own may be another's.
     */
    private static final String GIVEN_UP =
            """
            select s.id, s.provider, p.changed_at, case when s.number < 100 then s.number + 1
                  else (select max(o.number) + 1 from subscription o where o.shipment_id = s.shipment_id) end as next
              from parcel p
              join subscription s on s.shipment_id = p.shipment_id
              join watch w on w.shipment_id = s.shipment_id and w.provider = s.provider
                and w.carrier = s.carrier and w.tracking_number = s.tracking_number
              where s.state = 'ACCEPTED' and w.ended_at is null and w.tracking in ('AUTO', 'PUSH')
                and (p.monitoring_subscription = s.number
                  or p.monitoring_subscription is null and s.accepted_at < p.changed_at and not exists (
                    select from subscription o where o.shipment_id = s.shipment_id and o.number > s.number))""";

    private static final String RENEW = "with given_up as (" + GIVEN_UP
            + """

                and s.provider = $1
                and p.changed_at between now() - $2::bigint * interval '1 millisecond'
                  and now() - $3::bigint * interval '1 millisecond'
                and %s
              order by p.changed_at limit 200 for update of s skip locked)
            update subscription s set state = 'DUE', attempts = 0, next_attempt_at = now(), renew_code = '%s',
              number = g.next
            from given_up g where s.id = g.id
            returning s.shipment_id
            """;

    static final String ABORTED = RENEW.formatted("p.monitoring = 'ABORTED_NO_RECORD'", "NO_RECORD");

    /** The provider goes on under the right carrier by itself; only if nothing comes of it is it asked to. */
    static final String CORRECTED = RENEW.formatted(
            """
            p.monitoring = 'ABORTED_CARRIER_CORRECTED' and p.corrected_carrier <> '' and s.number < 100
                  and s.renew_code is distinct from 'CORRECTED'
                  and w.heard_at < now() - $3::bigint * interval '1 millisecond'""",
            "CORRECTED");

    /**
     * What was taken up since its provider gave it up, however long ago that was: the provider tells no more by itself. Not
     * of a parcel that has arrived.
     */
    static final String TAKE_UP = "with given_up as (" + GIVEN_UP
            + """

                and p.shipment_id = any($1) and w.registered_at > p.changed_at and not w.arrived
                and p.monitoring in ('ABORTED_NO_RECORD', 'ABORTED_STALE', 'ENDED'))
            update subscription s set state = 'DUE', attempts = 0, renew_code = 'AGAIN', number = g.next,
              next_attempt_at = greatest(now(), g.changed_at + q.wait_ms * interval '1 millisecond')
            from given_up g join unnest($2::text[], $3::bigint[]) as q(provider, wait_ms) on q.provider = g.provider
            where s.id = g.id
            returning s.shipment_id
            """;

    /** A number that its provider did not know for so long is not known to it any more. */
    private static final Duration LONGEST = Duration.ofDays(14);

    /** The provider pushes by itself in between, once at the least. */
    private static final int INTERVALS_UNHEARD = 2;

    private final Pool database;
    private final PlanRepository plans;
    private final Quotas quotas;

    RenewalRepository(Pool database, PlanRepository plans, Quotas quotas) {
        this.database = database;
        this.plans = plans;
        this.quotas = quotas;
    }

    /**
     * Makes due what is to be subscribed again at a provider, at most 200 of each kind.
     *
     * @param speed by which days of the rules are shortened
     * @return how many
     */
    Uni<Integer> renew(Quota quota, double speed) {
        Duration longest = Duration.ofMillis(Math.round(LONGEST.toMillis() / speed));
        return database.withTransaction(c -> renew(c, ABORTED, quota, longest, quota.subscribeAgainAfter())
                .chain(aborted -> renew(
                                c,
                                CORRECTED,
                                quota,
                                longest,
                                quota.pushInterval().multipliedBy(INTERVALS_UNHEARD))
                        .map(corrected -> aborted + corrected)));
    }

    /**
     * Makes due what has just been taken up again of these shipments and was given up by its provider before, not before the
     * provider's time for it; in the caller's transaction, which has locked their subscriptions.
     */
    Uni<Void> takeUp(SqlConnection c, List<UUID> shipments) {
        List<Quota> all =
                Providers.ALL.stream().map(Provider::id).map(quotas::of).toList();
        Tuple which = Tuple.tuple()
                .addArrayOfUUID(shipments.toArray(UUID[]::new))
                .addArrayOfString(
                        all.stream().map(quota -> quota.provider().code()).toArray(String[]::new))
                .addArrayOfLong(all.stream()
                        .map(quota -> quota.subscribeAgainAfter().toMillis())
                        .toArray(Long[]::new));
        return shipments.isEmpty()
                ? Uni.createFrom().voidItem()
                : renew(c, TAKE_UP, which).replaceWithVoid();
    }

    private Uni<Integer> renew(SqlConnection c, String statement, Quota quota, Duration longest, Duration least) {
        return renew(c, statement, Tuple.of(quota.provider().code(), longest.toMillis(), least.toMillis()));
    }

    private Uni<Integer> renew(SqlConnection c, String statement, Tuple which) {
        return c.preparedQuery(statement)
                .execute(which)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("shipment_id"))
                        .toList())
                .call(shipments -> plans.replan(c, shipments))
                .map(List::size);
    }
}
