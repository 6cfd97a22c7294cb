package io.waymark.console.conservation;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.conservation.Flow.Provider;
import io.waymark.console.conservation.Flow.Slot;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Adds up what came in by the hour, by the day and by provider. */
@ApplicationScoped
public class FlowRepository {

    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
    private static final int HOURS = 24;
    private static final int DAYS = 14;

    private static final String COUNTED =
            """
             from (
              select hour, provider, accepted, dead_lettered, new_scans, 0 as rejected from conservation_cell where hour >= $1
              union all
              select hour, provider, 0, 0, 0, rejected from conservation_rejected where hour >= $1) counted
            """;

    private static final String SLOTS =
            "select date_trunc($2, hour, 'Asia/Shanghai') as begins, sum(new_scans)::bigint as events,"
                    + " sum(rejected)::bigint as rejected" + COUNTED + "group by 1";

    private static final String PROVIDERS =
            """
            select provider, max(hour) filter (where accepted > 0) as heard,
              coalesce(sum(accepted) filter (where hour >= $2), 0)::bigint as accepted,
              coalesce(sum(rejected) filter (where hour >= $2), 0)::bigint as rejected,
              coalesce(sum(dead_lettered) filter (where hour >= $2), 0)::bigint as dead_lettered"""
                    + COUNTED + "group by provider order by provider";

    private final Pool database;

    FlowRepository(Pool database) {
        this.database = database;
    }

    /** Of the last 24 hours and 14 days, the present ones too. */
    public Uni<Flow> flow(Instant now) {
        ZonedDateTime there = now.atZone(BEIJING);
        ZonedDateTime firstHour = there.truncatedTo(ChronoUnit.HOURS).minusHours(HOURS - 1L);
        ZonedDateTime firstDay = there.truncatedTo(ChronoUnit.DAYS).minusDays(DAYS - 1L);
        return Uni.combine()
                .all()
                .unis(
                        slots(firstHour, ChronoUnit.HOURS, "hour", HOURS),
                        slots(firstDay, ChronoUnit.DAYS, "day", DAYS),
                        providers(firstDay, firstHour))
                .with(Flow::new);
    }

    private Uni<List<Slot>> slots(ZonedDateTime first, ChronoUnit unit, String name, int count) {
        return database.preparedQuery(SLOTS).execute(Tuple.of(utc(first), name)).map(rows -> {
            Map<Instant, Row> told = stream(rows)
                    .collect(toMap(row -> row.getOffsetDateTime("begins").toInstant(), row -> row));
            return Stream.iterate(first, slot -> slot.plus(1, unit))
                    .limit(count)
                    .map(slot -> slot(slot.toInstant(), told.get(slot.toInstant())))
                    .toList();
        });
    }

    private Uni<List<Provider>> providers(ZonedDateTime first, ZonedDateTime lately) {
        return database.preparedQuery(PROVIDERS)
                .execute(Tuple.of(utc(first), utc(lately)))
                .map(rows -> stream(rows).map(FlowRepository::provider).toList());
    }

    private static Slot slot(Instant begins, @Nullable Row row) {
        return row == null ? new Slot(begins, 0, 0) : new Slot(begins, row.getLong("events"), row.getLong("rejected"));
    }

    private static Provider provider(Row row) {
        OffsetDateTime heard = row.getOffsetDateTime("heard");
        return new Provider(
                row.getString("provider"),
                heard == null ? null : heard.toInstant(),
                row.getLong("accepted"),
                row.getLong("rejected"),
                row.getLong("dead_lettered"));
    }

    private static OffsetDateTime utc(ZonedDateTime time) {
        return time.toInstant().atOffset(ZoneOffset.UTC);
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
