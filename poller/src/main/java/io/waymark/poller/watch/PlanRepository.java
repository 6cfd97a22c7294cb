package io.waymark.poller.watch;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.poller.plan.Jitter;
import io.waymark.poller.plan.Plan;
import io.waymark.poller.plan.Planner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads what plans are made from, under lock, and writes plans. Every method works in the caller's transaction and fails
 * if PostgreSQL is away. Rows are locked in the order of their ids, after {@code provider_pace} and before
 * {@code number_use}.
 *
 * <p>The facts are read by a statement of their own, once the rows are locked: whoever brings a fact locks the rows too,
 * so that none is missed that was stored while this transaction waited.
 */
@ApplicationScoped
public class PlanRepository {

    static final String LOCK = "select id from watch where id = any($1) order by id for update";

    static final String LOCK_SHIPMENTS = "select id from watch where shipment_id = any($1) order by id for update";

    /** A number that its provider does not take again this month is not pushed: until then it is asked about. */
    static final String READ =
            """
            select w.*, now() as now, p.status, p.sub_status, p.monitoring, p.monitoring_subscription,
                   p.corrected_carrier, p.last_event_at, p.changed_at, s.accepted_at, s.number as subscription_number,
                   case when s.state = 'DUE' and s.last_code = 'monthly-four' then 'REFUSED' else s.state end
                     as subscription_state,
                   d.deadline, d.owed
            from watch w
            left join parcel p on p.shipment_id = w.shipment_id
            left join subscription s on s.shipment_id = w.shipment_id and s.provider = w.provider
              and s.carrier = w.carrier and s.tracking_number = w.tracking_number
            left join lateral (
              select min(x.deadline) as deadline, count(*) > 0 as owed from proof_deadline x
              where x.shipment_id = w.shipment_id and x.open) d on true
            where w.id = any($1)
            order by w.id
            """;

    /** What stays as it is, but for a rounded millisecond, is not written: most facts change no plan. */
    static final String WRITE =
            """
            update watch w set
              purpose = n.purpose, rank = n.rank, next_at = now() + n.wait_ms * interval '1 millisecond',
              silent_since = case when n.silent then coalesce(w.silent_since, now()) end,
              ended_at = case when n.end_reason is null then null else coalesce(w.ended_at, now()) end,
              end_reason = n.end_reason, arrived = n.arrived
            from unnest($1::bigint[], $2::text[], $3::smallint[], $4::bigint[], $5::boolean[], $6::text[], $7::boolean[])
              as n(id, purpose, rank, wait_ms, silent, end_reason, arrived)
            where w.id = n.id and not w.calling
              and ((w.purpose, w.rank, w.silent_since is not null, w.end_reason, w.arrived, w.next_at is null)
                  is distinct from (n.purpose, n.rank, n.silent, n.end_reason, n.arrived, n.wait_ms is null)
                or abs(extract(epoch from w.next_at - now()) * 1000 - n.wait_ms) > 2)
            """;

    private final Planner planner;

    PlanRepository(Planner planner) {
        this.planner = planner;
    }

    /**
     * Locks rows and reads their facts.
     *
     * @param ids of rows of {@code watch}
     * @return those that are still there, by id
     */
    public Uni<List<Watched>> lock(SqlConnection c, List<Long> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : lock(c, LOCK, Tuple.tuple().addArrayOfLong(ids.toArray(Long[]::new)));
    }

    private static Uni<List<Watched>> lock(SqlConnection c, String statement, Tuple which) {
        return c.preparedQuery(statement)
                .execute(which)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getLong("id"))
                        .toArray(Long[]::new))
                .chain(ids -> ids.length == 0 ? Uni.createFrom().item(List.of()) : read(c, ids));
    }

    private static Uni<List<Watched>> read(SqlConnection c, Long[] ids) {
        return c.preparedQuery(READ).execute(Tuple.tuple().addArrayOfLong(ids)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(WatchRow::watched)
                .toList());
    }

    /** Writes plans of locked rows; a row that somebody is calling for keeps the one it has. */
    public Uni<Void> write(SqlConnection c, List<Planned> plans) {
        if (plans.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple columns = Tuple.tuple()
                .addArrayOfLong(plans.stream().map(Planned::id).toArray(Long[]::new))
                .addArrayOfString(column(plans, plan -> plan.purpose().name()).toArray(String[]::new))
                .addArrayOfShort(
                        column(plans, plan -> (short) plan.rank().ordinal()).toArray(Short[]::new))
                .addArrayOfLong(column(plans, PlanRepository::millis).toArray(Long[]::new))
                .addArrayOfBoolean(column(plans, Plan::silent).toArray(Boolean[]::new))
                .addArrayOfString(column(plans, PlanRepository::endReason).toArray(String[]::new))
                .addArrayOfBoolean(plans.stream().map(Planned::arrived).toArray(Boolean[]::new));
        return c.preparedQuery(WRITE).execute(columns).replaceWithVoid();
    }

    private static <T extends @Nullable Object> Stream<T> column(List<Planned> plans, Function<Plan, T> value) {
        return plans.stream().map(planned -> value.apply(planned.plan()));
    }

    private static @Nullable Long millis(Plan plan) {
        Duration wait = plan.dueIn();
        return wait == null ? null : wait.toMillis();
    }

    private static @Nullable String endReason(Plan plan) {
        return plan.end() == null ? null : plan.end().name();
    }

    /** Locks all rows of shipments of which a fact has changed, plans them anew and writes that. */
    public Uni<Void> replan(SqlConnection c, Collection<UUID> shipments) {
        return shipments.isEmpty()
                ? Uni.createFrom().voidItem()
                : lock(c, LOCK_SHIPMENTS, Tuple.tuple().addArrayOfUUID(shipments.toArray(UUID[]::new)))
                        .chain(rows -> write(c, rows.stream().map(this::planned).toList()));
    }

    private Planned planned(Watched watched) {
        return Planned.of(watched, planner.plan(watched.facts(), Jitter.of(watched.id(), watched.attempt())));
    }
}
