package io.waymark.console.conservation;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.readmodel.Position;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Draws the balance. A record that is accepted and that no account tells of is in flight as long as it may lie behind the
 * place that the account speaks of. Where no account of its hour speaks of a later place, that of other hours of the
 * partition decides, once it has been known for a while: accounts of one moment do not arrive at one moment.
 */
@ApplicationScoped
public class BalanceRepository {

    /** Parameters: from, to, provider or null, seconds after which what was told has settled. */
    private static final String LINES =
            """
            with settled as (
              select raw_partition, max(position) as position from conservation_position
              where reported_at <= now() - make_interval(secs => $4) group by raw_partition
            ), cell as (
              select c.*, c.accepted - c.normalized - c.dead_lettered as difference,
                     c.position <= coalesce(o.next_offset, 0) as is_counted,
                     (select coalesce(sum(p.records), 0) from conservation_piece p
                      where p.raw_partition = c.raw_partition and p.hour = c.hour and p.provider = c.provider
                        and p.next_offset > greatest(c.position, s.position)) as ahead
              from conservation_cell c
              left join settled s on s.raw_partition = c.raw_partition
              left join conservation_offset o on o.topic = 'waymark.raw.v1' and o.partition = c.raw_partition
              where c.hour >= (select greatest(hour, $1) from conservation_start) and c.hour < $2
                and ($3::text is null or c.provider = $3)
            ), line as (
              select hour, provider, 0 as rejected, normalized, dead_lettered, scans, new_scans, repeated_scans,
                     -- the normalizer may have read further than we have
                     case when difference < 0 and not is_counted then accepted - difference else accepted end as accepted,
                     least(greatest(difference, 0), ahead) as in_flight,
                     case when difference > 0 then greatest(difference - ahead, 0)
                          when is_counted then difference else 0 end as missing
              from cell
              union all
              select hour, provider, rejected, 0, 0, 0, 0, 0, 0, 0, 0 from conservation_rejected
              where hour >= (select greatest(s.hour, $1) from conservation_start s) and hour < $2
                and ($3::text is null or provider = $3)
            )
            select\s""";

    private static final String SUMS = Stream.of(
                    "accepted",
                    "rejected",
                    "normalized",
                    "dead_lettered",
                    "in_flight",
                    "missing",
                    "scans",
                    "new_scans",
                    "repeated_scans")
            .map(column -> "coalesce(sum(" + column + "), 0)::bigint as " + column)
            .reduce((all, next) -> all + ", " + next)
            .orElseThrow();

    private static final String PAGE = LINES + "hour, provider, md5(provider)::uuid as place, " + SUMS
            + """
             from line where $5::timestamptz is null or (hour, md5(provider)::uuid) < ($5, $6::uuid)
            group by hour, provider order by hour desc, place desc limit $7""";

    private static final String TOTALS = LINES + SUMS + " from line";
    private static final String BY_PROVIDER = LINES + "provider, " + SUMS + " from line group by provider";

    private final Pool database;
    private final ConservationConfig config;

    BalanceRepository(Pool database, ConservationConfig config) {
        this.database = database;
        this.config = config;
    }

    /**
     * Part of the list of balances, the last hour first.
     *
     * @param after where the part before ended; null for the first
     * @param rows how many at most
     */
    public Uni<List<HourBalance>> page(BalanceFilter filter, @Nullable Position after, int rows) {
        Tuple parameters = parameters(filter)
                .addValue(after == null ? null : utc(after.at()))
                .addValue(after == null ? null : after.id())
                .addInteger(rows);
        return query(PAGE, parameters).map(found -> found.map(row -> new HourBalance(
                        row.getOffsetDateTime("hour").toInstant(),
                        row.getString("provider"),
                        balance(row),
                        row.getUUID("place")))
                .toList());
    }

    /** The sum of them all. */
    public Uni<Balance> totals(BalanceFilter filter) {
        return query(TOTALS, parameters(filter))
                .map(found -> found.map(BalanceRepository::balance).findFirst().orElseThrow());
    }

    /** The sum of each provider of which there is anything. */
    Uni<Map<String, Balance>> byProvider(BalanceFilter filter) {
        return query(BY_PROVIDER, parameters(filter))
                .map(found -> found.collect(toMap(row -> row.getString("provider"), BalanceRepository::balance)));
    }

    private Uni<Stream<Row>> query(String sql, Tuple parameters) {
        return database.preparedQuery(sql).execute(parameters).map(BalanceRepository::stream);
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private Tuple parameters(BalanceFilter filter) {
        return Tuple.of(
                utc(filter.from()),
                utc(filter.to()),
                filter.provider(),
                (double) config.settle().toMillis() / 1000);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Balance balance(Row row) {
        return new Balance(
                row.getLong("accepted") + row.getLong("rejected"),
                row.getLong("accepted"),
                row.getLong("rejected"),
                row.getLong("normalized"),
                row.getLong("dead_lettered"),
                row.getLong("in_flight"),
                row.getLong("missing"),
                row.getLong("scans"),
                row.getLong("new_scans"),
                row.getLong("repeated_scans"));
    }
}
