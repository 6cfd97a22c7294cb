package io.waymark.console.readmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.intake.RecordHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The monthly partitions of what was told: made before they are needed, and dropped once they are too old. */
@ApplicationScoped
class MonthRepository {

    private static final String MAKE = "select read_model_months($1, $2)";

    private static final String OLD =
            """
            select c.oid::regclass::text as name from pg_class c join pg_inherits i on i.inhrelid = c.oid
            where c.relnamespace = to_regnamespace($1) and c.relkind = 'r' and right(c.relname, 7) < $2 order by 1""";

    private static final String NOTE =
            """
            insert into shipment_month (shipment_id, month) select * from unnest($1::uuid[], $2::timestamptz[])
            on conflict do nothing""";

    /** Of what else is read as a time no month is made. */
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    private static final String FORGET = "delete from shipment_month where month < $1";

    private final Pool database;
    private final ReadModelConfig config;

    MonthRepository(Pool database, ReadModelConfig config) {
        this.database = database;
        this.config = config;
    }

    /** Makes sure that the records can be stored. */
    Uni<Void> make(Generation generation, List<ToldRecord<?>> told) {
        return make(generation, told.stream().flatMap(ToldRecord::months));
    }

    /** Makes the present month's partitions and those of the months to come. */
    Uni<Void> ahead(Generation generation, Instant now) {
        OffsetDateTime first = ShipmentMonth.of(now);
        return make(
                generation, IntStream.rangeClosed(0, config.monthsAhead()).mapToObj(months -> first.plusMonths(months)
                        .toInstant()));
    }

    /** Drops what is older than is kept; does nothing where everything is. */
    Uni<Void> drop(Generation generation, Instant now) {
        OffsetDateTime first = firstKept(now);
        return first.equals(ShipmentMonth.of(Instant.EPOCH))
                ? Uni.createFrom().voidItem()
                : database.preparedQuery(OLD)
                        .execute(Tuple.of(generation.schema(), name(first)))
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> row.getString("name"))
                                .toList())
                        .chain(old -> RecordHandler.each(old, name -> database.query("drop table if exists " + name)
                                .execute()
                                .replaceWithVoid()))
                        .chain(() -> database.preparedQuery(FORGET).execute(Tuple.of(first)))
                        .replaceWithVoid();
    }

    /** Whether it can be the time of a record. */
    static boolean isATime(Instant at) {
        return !at.isBefore(FIRST) && at.isBefore(LAST);
    }

    /** Remembers in which months something was told of which shipments. */
    static Uni<Void> note(SqlConnection connection, Stream<ShipmentMonth> told) {
        List<ShipmentMonth> months = told.distinct()
                .sorted(Comparator.comparing(ShipmentMonth::shipmentId).thenComparing(ShipmentMonth::month))
                .toList();
        return connection
                .preparedQuery(NOTE)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(
                                months.stream().map(ShipmentMonth::shipmentId).toArray(UUID[]::new))
                        .addArrayOfOffsetDateTime(
                                array(months.stream().map(ShipmentMonth::month).toList())))
                .replaceWithVoid();
    }

    /** Whether a month is not over for so long that it is dropped, or would be. */
    boolean isKept(Instant at) {
        return !ShipmentMonth.of(at).isBefore(firstKept(Instant.now()));
    }

    private Uni<Void> make(Generation generation, Stream<Instant> times) {
        Set<OffsetDateTime> months =
                times.filter(this::isKept).map(ShipmentMonth::of).collect(Collectors.toCollection(TreeSet::new));
        return months.isEmpty()
                ? Uni.createFrom().voidItem()
                : database.preparedQuery(MAKE)
                        .execute(Tuple.of(generation.schema(), array(months)))
                        .replaceWithVoid();
    }

    private OffsetDateTime firstKept(Instant now) {
        return config.historyKept()
                .map(kept -> ShipmentMonth.of(
                        now.atOffset(ZoneOffset.UTC).minus(kept).toInstant()))
                .orElse(ShipmentMonth.of(Instant.EPOCH));
    }

    /** How the names of its partitions end. */
    private static String name(OffsetDateTime month) {
        return "%04d_%02d".formatted(month.getYear(), month.getMonthValue());
    }

    private static OffsetDateTime[] array(Collection<OffsetDateTime> times) {
        return times.toArray(OffsetDateTime[]::new);
    }
}
