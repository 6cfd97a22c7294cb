package io.waymark.console.readmodel;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.intake.RecordHandler;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Shipments as they stand, every state in which they stood, and merchants' lists of them. A tombstone removes the
 * shipment with all that was told of it.
 */
@ApplicationScoped
class ShipmentProjectionRepository implements ProjectionRepository<Shipment> {

    /** Gives those that the topic told nothing of before, and those of which lists may say something else now. */
    private static final String UPSERT =
            """
            with told as (
              insert into shipment as s (shipment_id, status, monitoring, registered, revision, document)
              select shipment_id, status, monitoring,
                exists (select 1 from registration r where r.shipment_id = t.shipment_id), revision, document::json
              from unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::text[])
                as t (shipment_id, status, monitoring, revision, document)
              on conflict (shipment_id) do update
              set status = excluded.status, monitoring = excluded.monitoring, revision = excluded.revision,
                  document = excluded.document
              where s.revision < excluded.revision
              returning s.shipment_id, coalesce(old.revision, 0) < 1 as is_new,
                (old.status, old.monitoring) is distinct from (s.status, s.monitoring)
                  or position('"RETURNED_AFTER_DELIVERY"' in old.document::text || s.document::text) > 0 as is_listed_anew)
            select shipment_id, is_new from told where is_new or is_listed_anew""";

    private static final String KEEP =
            """
            insert into shipment_revision (shipment_id, revision, told_at, document)
            select shipment_id, revision, told_at, document::json
            from unnest($1::uuid[], $2::bigint[], $3::timestamptz[], $4::text[])
              as t (shipment_id, revision, told_at, document)
            on conflict do nothing""";

    private static final String ADD_NUMBERS =
            """
            insert into shipment_number (shipment_id, carrier, tracking_number)
            select * from unnest($1::uuid[], $2::text[], $3::text[]) on conflict do nothing returning shipment_id""";

    private static final List<String> REMOVE = Stream.of(
                    "shipment",
                    "shipment_number",
                    "shipment_listing",
                    "tracking_event",
                    "shipment_revision",
                    "shipment_month",
                    "journey")
            .map(table -> "delete from " + table + " where shipment_id = any ($1)")
            .toList();

    private final MonthRepository months;

    ShipmentProjectionRepository(MonthRepository months) {
        this.months = months;
    }

    @Override
    public Topic<String, Shipment> topic() {
        return Topics.LATEST;
    }

    @Override
    public boolean accepts(Change<Shipment> change) {
        Shipment value = change.value();
        return ShipmentId.parse(change.key()).isPresent()
                && MonthRepository.isATime(change.at())
                && (value == null
                        || Stream.of(
                                                value.shipmentId(),
                                                value.carrier(),
                                                value.trackingNumber(),
                                                value.status(),
                                                value.subStatus(),
                                                value.monitoring(),
                                                value.aliases(),
                                                value.flags())
                                        .allMatch(part -> part != null)
                                && value.shipmentId().toString().equals(change.key()));
    }

    @Override
    public Stream<Instant> months(Change<Shipment> change) {
        return Stream.of(change.at());
    }

    @Override
    public Uni<Void> apply(SqlConnection connection, List<Change<Shipment>> changes) {
        return RecordHandler.each(runs(changes), run -> apply(connection, run));
    }

    private Uni<Void> apply(SqlConnection connection, Run run) {
        return run.areTombstones ? remove(connection, run.changes) : store(connection, run.changes);
    }

    private Uni<Void> store(SqlConnection connection, List<Change<Shipment>> changes) {
        TreeMap<UUID, Change<Shipment>> newest = new TreeMap<>();
        changes.forEach(change -> newest.merge(
                told(change).shipmentId().value(),
                change,
                (one, other) -> told(one).revision() < told(other).revision() ? other : one));
        return connection
                .preparedQuery(UPSERT)
                .execute(rows(newest.values()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(toMap(row -> row.getUUID("shipment_id"), row -> row.getBoolean("is_new"))))
                .call(() -> keep(connection, changes))
                .chain(found -> list(connection, newest, found));
    }

    /** @param found whether each that lists may have to follow is new */
    private static Uni<Void> list(
            SqlConnection connection, Map<UUID, Change<Shipment>> newest, Map<UUID, Boolean> found) {
        // a shipment's own number never changes
        List<Change<Shipment>> numbered = newest.entrySet().stream()
                .filter(one -> found.getOrDefault(one.getKey(), false)
                        || !told(one.getValue()).aliases().isEmpty())
                .map(Map.Entry::getValue)
                .toList();
        UUID[] changed = found.keySet().stream().sorted().toArray(UUID[]::new);
        Uni<UUID[]> added = numbered.isEmpty()
                ? Uni.createFrom().item(new UUID[0])
                : connection
                        .preparedQuery(ADD_NUMBERS)
                        .execute(numbers(numbered))
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> row.getUUID("shipment_id"))
                                .distinct()
                                .toArray(UUID[]::new));
        return added.chain(ids -> ListingRepository.follow(connection, changed, ids));
    }

    private Uni<Void> keep(SqlConnection connection, List<Change<Shipment>> changes) {
        List<Change<Shipment>> kept = changes.stream()
                .filter(change -> months.isKept(change.at()))
                .sorted(Comparator.comparing(Change<Shipment>::key)
                        .thenComparing(change -> told(change).revision()))
                .toList();
        Tuple rows = Tuple.tuple()
                .addArrayOfUUID(each(kept, change -> told(change).shipmentId().value(), UUID[]::new))
                .addArrayOfLong(each(kept, change -> told(change).revision(), Long[]::new))
                .addArrayOfOffsetDateTime(
                        each(kept, change -> change.at().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new))
                .addArrayOfString(each(kept, Change::document, String[]::new));
        return kept.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(KEEP)
                        .execute(rows)
                        .chain(() -> MonthRepository.note(
                                connection,
                                kept.stream()
                                        .map(change -> new ShipmentMonth(
                                                told(change).shipmentId().value(), change.at()))));
    }

    private static Uni<Void> remove(SqlConnection connection, List<Change<Shipment>> changes) {
        UUID[] ids = each(changes, change -> UUID.fromString(change.key()), UUID[]::new);
        return RecordHandler.each(
                REMOVE,
                sql -> connection.preparedQuery(sql).execute(Tuple.of(ids)).replaceWithVoid());
    }

    /** Changes that follow one another and are all tombstones, or all not. */
    private record Run(boolean areTombstones, List<Change<Shipment>> changes) {}

    private static List<Run> runs(List<Change<Shipment>> changes) {
        List<Run> runs = new ArrayList<>();
        for (Change<Shipment> change : changes) {
            boolean isTombstone = change.value() == null;
            if (runs.isEmpty() || runs.get(runs.size() - 1).areTombstones != isTombstone) {
                runs.add(new Run(isTombstone, new ArrayList<>()));
            }
            runs.get(runs.size() - 1).changes.add(change);
        }
        return runs;
    }

    private static Tuple rows(Collection<Change<Shipment>> changes) {
        return Tuple.tuple()
                .addArrayOfUUID(
                        each(changes, change -> told(change).shipmentId().value(), UUID[]::new))
                .addArrayOfString(each(changes, change -> told(change).status().name(), String[]::new))
                .addArrayOfString(
                        each(changes, change -> told(change).monitoring().name(), String[]::new))
                .addArrayOfLong(each(changes, change -> told(change).revision(), Long[]::new))
                .addArrayOfString(each(changes, Change::document, String[]::new));
    }

    private static Tuple numbers(Collection<Change<Shipment>> changes) {
        List<Number> numbers = changes.stream()
                .flatMap(change -> Number.of(told(change)))
                .distinct()
                .toList();
        return Tuple.tuple()
                .addArrayOfUUID(each(numbers, Number::shipmentId, UUID[]::new))
                .addArrayOfString(each(numbers, Number::carrier, String[]::new))
                .addArrayOfString(each(numbers, Number::trackingNumber, String[]::new));
    }

    /** A shipment's own number, or an alias. */
    private record Number(UUID shipmentId, String carrier, String trackingNumber) {

        static Stream<Number> of(Shipment shipment) {
            UUID id = shipment.shipmentId().value();
            Stream<Number> aliases = shipment.aliases().stream()
                    .map(alias -> alias.split(":", 2))
                    .filter(alias -> alias.length == 2)
                    .map(alias -> new Number(id, alias[0], alias[1]));
            return Stream.concat(Stream.of(new Number(id, shipment.carrier(), shipment.trackingNumber())), aliases);
        }
    }

    private static <T, R> R[] each(Collection<T> items, Function<T, R> part, IntFunction<R[]> array) {
        return items.stream().map(part).toArray(array);
    }

    /** What a change says that is no tombstone. */
    private static Shipment told(Change<Shipment> change) {
        return Objects.requireNonNull(change.value());
    }
}
