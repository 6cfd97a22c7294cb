package io.waymark.console.readmodel;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.Monitoring;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Shipments as they stand. A registration puts the first row there, so that a merchant can ask at once; the topic
 * replaces it as soon as the normalizer has spoken. A tombstone removes the shipment and its events.
 */
@ApplicationScoped
public class ShipmentProjectionRepository implements ProjectionRepository<Shipment> {

    private static final JsonSerde<Shipment> SHIPMENTS = JsonSerde.of(Shipment.class);

    private static final String UPSERT =
            """
            insert into shipment (shipment_id, status, monitoring, registered, revision, document)
            values ($1, $2, $3, exists (select 1 from registration where shipment_id = $1), $4, $5::text::json)
            on conflict (shipment_id) do update
            set status = excluded.status, monitoring = excluded.monitoring, revision = excluded.revision,
                document = excluded.document
            where shipment.revision < excluded.revision""";

    private static final String ADD_NUMBER =
            "insert into shipment_number (shipment_id, carrier, tracking_number) values ($1, $2, $3) on conflict do nothing";

    private static final String REMOVE = "delete from shipment where shipment_id = $1";
    private static final String REMOVE_EVENTS = "delete from tracking_event where shipment_id = $1";

    private static final String SEED =
            """
            insert into shipment (shipment_id, status, monitoring, registered, revision, document, listed_at)
            values (?1, ?2, ?3, true, 0, cast(cast(?4 as text) as json), ?5)
            on conflict (shipment_id) do update set registered = true where not shipment.registered
            returning 1""";

    private static final String SEED_NUMBER =
            """
            insert into shipment_number (shipment_id, carrier, tracking_number) values (?1, ?2, ?3)
            on conflict do nothing returning 1""";

    private final Pool database;

    ShipmentProjectionRepository(Pool database) {
        this.database = database;
    }

    /**
     * Makes a shipment visible in the current Hibernate Reactive transaction: as PENDING, unless the topic has already
     * told more about it.
     */
    public Uni<Void> seed(ShipmentId id, String carrier, String trackingNumber, Instant registeredAt) {
        Shipment seed = new Shipment(
                id,
                carrier,
                trackingNumber,
                null,
                true,
                ShipmentStatus.PENDING,
                SubStatus.AWAITING_FIRST_EVENT,
                Monitoring.ACTIVE,
                null,
                List.of(),
                null,
                null,
                null,
                Set.of(),
                0,
                0);
        return Panache.getSession().chain(session -> session.createNativeQuery(SEED, Integer.class)
                .setParameter(1, id.value())
                .setParameter(2, seed.status().name())
                .setParameter(3, seed.monitoring().name())
                .setParameter(4, Documents.text(SHIPMENTS, seed))
                .setParameter(5, registeredAt)
                .getResultList()
                .chain(() -> session.createNativeQuery(SEED_NUMBER, Integer.class)
                        .setParameter(1, id.value())
                        .setParameter(2, carrier)
                        .setParameter(3, trackingNumber)
                        .getResultList())
                .replaceWithVoid());
    }

    @Override
    public Topic<String, Shipment> topic() {
        return Topics.LATEST;
    }

    @Override
    public boolean accepts(Change<Shipment> change) {
        Shipment value = change.value();
        return ShipmentId.parse(change.key()).isPresent()
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
    public Uni<Void> apply(List<Change<Shipment>> changes) {
        return database.withTransaction(connection -> inOrder(connection, runs(changes)));
    }

    private static Uni<Void> inOrder(SqlConnection connection, List<List<Change<Shipment>>> runs) {
        return Multi.createFrom()
                .iterable(runs)
                .onItem()
                .transformToUniAndConcatenate(run -> apply(connection, run))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<Void> apply(SqlConnection connection, List<Change<Shipment>> run) {
        return run.get(0).value() == null ? remove(connection, run) : store(connection, run);
    }

    private static Uni<Void> store(SqlConnection connection, List<Change<Shipment>> run) {
        List<Shipment> shipments = run.stream()
                .flatMap(change -> Stream.ofNullable(change.value()))
                .sorted(Comparator.comparing(Shipment::shipmentId).thenComparing(Shipment::revision))
                .toList();
        return connection
                .preparedQuery(UPSERT)
                .executeBatch(shipments.stream()
                        .map(ShipmentProjectionRepository::row)
                        .toList())
                .chain(() -> connection
                        .preparedQuery(ADD_NUMBER)
                        .executeBatch(shipments.stream()
                                .flatMap(ShipmentProjectionRepository::numbers)
                                .toList()))
                .replaceWithVoid();
    }

    private static Uni<Void> remove(SqlConnection connection, List<Change<Shipment>> run) {
        List<Tuple> ids = run.stream()
                .map(change -> Tuple.of(UUID.fromString(change.key())))
                .toList();
        return connection
                .preparedQuery(REMOVE)
                .executeBatch(ids)
                .chain(() -> connection.preparedQuery(REMOVE_EVENTS).executeBatch(ids))
                .replaceWithVoid();
    }

    /** The changes in pieces that are all tombstones or all not, in their order. */
    private static List<List<Change<Shipment>>> runs(List<Change<Shipment>> changes) {
        List<List<Change<Shipment>>> runs = new ArrayList<>();
        for (Change<Shipment> change : changes) {
            if (runs.isEmpty() || (runs.get(runs.size() - 1).get(0).value() == null) != (change.value() == null)) {
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(change);
        }
        return runs;
    }

    private static Tuple row(Shipment shipment) {
        return Tuple.from(List.of(
                shipment.shipmentId().value(),
                shipment.status().name(),
                shipment.monitoring().name(),
                shipment.revision(),
                Documents.text(SHIPMENTS, shipment)));
    }

    private static Stream<Tuple> numbers(Shipment shipment) {
        UUID id = shipment.shipmentId().value();
        Stream<Tuple> aliases = shipment.aliases().stream()
                .map(alias -> alias.split(":", 2))
                .filter(alias -> alias.length == 2)
                .map(alias -> Tuple.of(id, alias[0], alias[1]));
        return Stream.concat(Stream.of(Tuple.of(id, shipment.carrier(), shipment.trackingNumber())), aliases);
    }
}
