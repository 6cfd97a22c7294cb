package io.waymark.console.report;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.readmodel.Conditions;
import io.waymark.console.readmodel.LaneEnds;
import io.waymark.console.readmodel.Statement;
import io.waymark.console.report.Scorecard.Latency;
import io.waymark.console.report.Scorecard.Least;
import io.waymark.console.report.Scorecard.Mean;
import io.waymark.console.report.Scorecard.Rate;
import io.waymark.console.report.Scorecard.Transit;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Works scorecards out of journeys, each time anew. */
@ApplicationScoped
public class ScorecardRepository {

    /** Those delivered and those not, each found by an index of its own. */
    private static final String PARCELS =
            """
            with parcel as (
              select j.carrier, %1$s as origin, %2$s as destination, j.delivered_at, j.first_attempt_ok, j.exceptions,
                j.missing_scans, j.latencies,
                case when j.in_transit_at <= j.delivered_at
                  then extract(epoch from j.delivered_at - j.in_transit_at)::double precision / 3600 end as hours
              from (
                select * from journey where delivered_at >= %3$s and delivered_at < %4$s
                union all
                select * from journey where problem_at >= %3$s and problem_at < %4$s and delivered_at is null) j
                %6$s
              where %5$s)""";

    private static final String FIGURES =
            """

            select carrier, origin, destination, count(*) as parcels, count(delivered_at) as delivered,
              percentile_cont(array[0.5, 0.8, 0.95]) within group (order by hours) as transit, count(hours) as timed,
              count(first_attempt_ok) as attempted, count(*) filter (where first_attempt_ok) as at_first,
              count(*) filter (where exceptions > 0) as excepted, sum(missing_scans) as missing
            from parcel group by carrier, origin, destination
            order by delivered desc, parcels desc, carrier, origin, destination""";

    private static final String LATENCIES =
            """
            , step as (
              select carrier, origin, destination, step, count(*) as scans from parcel, unnest(latencies) step
              group by carrier, origin, destination, step),
            summed as (
              select *, sum(scans) over (partition by carrier, origin, destination order by step) as up_to,
                sum(scans) over (partition by carrier, origin, destination) as total
              from step)
            select carrier, origin, destination, max(total)::bigint as scans,
              min(step) filter (where up_to >= 0.5 * total) as p50, min(step) filter (where up_to >= 0.95 * total) as p95
            from summed group by carrier, origin, destination""";

    /** How many steps of a latency double it. */
    private static final double STEPS = 8;

    private static final Latency NO_LATENCY = new Latency(null, null, 0);

    private final Pool database;

    ScorecardRepository(Pool database) {
        this.database = database;
    }

    /**
     * What is asked for.
     *
     * @param byLane whether lanes are told apart
     * @param merchantId whose parcels; null for all
     */
    public record Wanted(ReportRange range, Lane lane, boolean byLane, @Nullable String merchantId) {

        Statement figures() {
            return statement(FIGURES);
        }

        Statement latencies() {
            return statement(LATENCIES);
        }

        private Statement statement(String rest) {
            Conditions conditions = new Conditions();
            String from = conditions.parameter(range.first());
            String to = conditions.parameter(range.end());
            LaneEnds ends = LaneEnds.of(merchantId);
            lane.addTo(conditions, ends);
            Parcels.rowsOf(merchantId, conditions);
            String origin = byLane ? ends.origin() : "null::text";
            String destination = byLane ? ends.destination() : "null::text";
            String parcels = PARCELS.formatted(
                    origin, destination, from, to, conditions.text(), Parcels.registrations(merchantId));
            return new Statement(parcels + rest, conditions.values());
        }
    }

    private record Group(String carrier, @Nullable String origin, @Nullable String destination) {

        static Group of(Row row) {
            return new Group(row.getString("carrier"), row.getString("origin"), row.getString("destination"));
        }
    }

    /** The figures of the time, the most delivered parcels first. */
    public Uni<Scorecard> scorecard(Wanted wanted) {
        return Uni.combine()
                .all()
                .unis(query(wanted.figures()), query(wanted.latencies()))
                .with((figures, latencies) -> {
                    Map<Group, Latency> late =
                            latencies.stream().collect(Collectors.toMap(Group::of, ScorecardRepository::latency));
                    return new Scorecard(
                            wanted.range.from(),
                            wanted.range.to(),
                            Least.USUAL,
                            figures.stream()
                                    .map(row -> item(row, late.getOrDefault(Group.of(row), NO_LATENCY)))
                                    .toList());
                });
    }

    private Uni<List<Row>> query(Statement statement) {
        return database.preparedQuery(statement.sql())
                .execute(Tuple.from(statement.values()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList());
    }

    private static Scorecard.Score item(Row row, Latency latency) {
        Group group = Group.of(row);
        long parcels = row.getLong("parcels");
        long delivered = row.getLong("delivered");
        return new Scorecard.Score(
                group.carrier,
                group.origin,
                group.destination,
                delivered,
                parcels,
                transit(row.getArrayOfDoubles("transit"), row.getLong("timed")),
                rate(row.getLong("at_first"), row.getLong("attempted")),
                rate(row.getLong("excepted"), parcels),
                latency,
                new Mean(rate(row.getLong("missing"), delivered).rate(), delivered));
    }

    private static Transit transit(Double @Nullable [] hours, long parcels) {
        return new Transit(
                of(hours, 0, parcels, Least.USUAL.p50()),
                of(hours, 1, parcels, Least.USUAL.p80()),
                of(hours, 2, parcels, Least.USUAL.p95()),
                parcels);
    }

    private static @Nullable Double of(Double @Nullable [] figures, int index, long parcels, int least) {
        return figures == null || parcels < least ? null : Scorecard.rounded(figures[index], 10);
    }

    private static Rate rate(@Nullable Long some, long parcels) {
        return new Rate(some == null || parcels < Least.USUAL.rate() ? null : Scorecard.share(some, parcels), parcels);
    }

    private static Latency latency(Row row) {
        long scans = row.getLong("scans");
        return new Latency(
                scans < Least.USUAL.p50() ? null : seconds(row.getInteger("p50")),
                scans < Least.USUAL.p95() ? null : seconds(row.getInteger("p95")),
                scans);
    }

    /** What the database keeps as {@code round(8 * log2(1 + seconds))}. */
    private static double seconds(int steps) {
        return Scorecard.rounded(Math.pow(2, steps / STEPS) - 1, 10);
    }
}
