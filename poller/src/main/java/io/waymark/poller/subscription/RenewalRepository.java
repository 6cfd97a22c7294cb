package io.waymark.poller.subscription;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.poller.plan.Quota;
import io.waymark.poller.watch.PlanRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
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
    private static final String RENEW =
            """
            with given_up as (
              select s.id, case when s.number < 100 then s.number + 1
                  else (select max(o.number) + 1 from subscription o where o.shipment_id = s.shipment_id) end as next
              from parcel p
              join subscription s on s.shipment_id = p.shipment_id and s.provider = $1
              join watch w on w.shipment_id = s.shipment_id and w.provider = s.provider
                and w.carrier = s.carrier and w.tracking_number = s.tracking_number
              where p.changed_at between now() - $2::bigint * interval '1 millisecond'
                  and now() - $3::bigint * interval '1 millisecond'
                and s.state = 'ACCEPTED' and w.ended_at is null and w.tracking in ('AUTO', 'PUSH')
                and (p.monitoring_subscription = s.number
                  or p.monitoring_subscription is null and s.accepted_at < p.changed_at and not exists (
                    select from subscription o where o.shipment_id = s.shipment_id and o.number > s.number))
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

    /** A number that its provider did not know for so long is not known to it any more. */
    private static final Duration LONGEST = Duration.ofDays(14);

    /** The provider pushes by itself in between, once at the least. */
    private static final int INTERVALS_UNHEARD = 2;

    private final Pool database;
    private final PlanRepository plans;

    RenewalRepository(Pool database, PlanRepository plans) {
        this.database = database;
        this.plans = plans;
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

    private Uni<Integer> renew(SqlConnection c, String statement, Quota quota, Duration longest, Duration least) {
        return c.preparedQuery(statement)
                .execute(Tuple.of(quota.provider().code(), longest.toMillis(), least.toMillis()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("shipment_id"))
                        .toList())
                .call(shipments -> plans.replan(c, shipments))
                .map(List::size);
    }
}
