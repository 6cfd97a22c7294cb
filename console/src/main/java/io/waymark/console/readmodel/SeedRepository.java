package io.waymark.console.readmodel;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.intake.RecordHandler;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.Monitoring;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a registration puts into the read model, so that a merchant can ask at once: the topic replaces it as soon as the
 * normalizer has spoken.
 */
@ApplicationScoped
public class SeedRepository {

    private static final JsonSerde<Shipment> SHIPMENTS = JsonSerde.of(Shipment.class);

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

    /** All of these return something: as updates, Hibernate would empty all caches for them. */
    private static final String LIST = ListingRepository.ADD.formatted("s.shipment_id = ?1") + " returning 1";

    private static final String OWNED =
            "delete from shipment_listing where shipment_id = ?1 and merchant_id = '' returning 1";

    private static final String SAY_PLACES = JourneyRepository.SAY.formatted("s.shipment_id = ?1") + " returning 1";

    private static final String SEED_ALL =
            """
            insert into shipment (shipment_id, status, monitoring, registered, revision, document, listed_at)
            select s.shipment_id, s.document ->> 'status', s.document ->> 'monitoring', true, 0, s.document, $3
            from (select n.shipment_id, n.document::json from unnest($1::uuid[], $2::text[]) as n (shipment_id, document)) s
            order by s.shipment_id
            on conflict (shipment_id) do update set registered = true where not shipment.registered""";

    private static final String SEED_NUMBERS =
            """
            insert into shipment_number (shipment_id, carrier, tracking_number)
            select * from unnest($1::uuid[], $2::text[], $3::text[]) on conflict do nothing""";

    private static final String LIST_ALL = ListingRepository.ADD.formatted("s.shipment_id = any ($1)");

    private static final String OWNED_ALL =
            "delete from shipment_listing where shipment_id = any ($1) and merchant_id = ''";

    private static final String SAY_PLACES_ALL = JourneyRepository.SAY.formatted("s.shipment_id = any ($1)");

    /** A shipment of which nothing is known but its number. */
    public static Shipment of(ShipmentId id, String carrier, String trackingNumber) {
        return new Shipment(
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
    }

    /**
     * A shipment as it is registered.
     *
     * @param carrier Waymark's code
     * @param trackingNumber in its normal form
     */
    public record Seed(ShipmentId id, String carrier, String trackingNumber) {

        private Shipment shipment() {
            return of(id, carrier, trackingNumber);
        }
    }

    /** As {@link #seed}, for many shipments in the connection's transaction. */
    public Uni<Void> seedAll(SqlConnection connection, List<Seed> seeds, Instant registeredAt) {
        UUID[] ids = seeds.stream().map(seed -> seed.id.value()).toArray(UUID[]::new);
        Stream<Uni<?>> statements = Stream.of(
                connection
                        .preparedQuery(SEED_ALL)
                        .execute(Tuple.of(
                                ids,
                                texts(seeds, seed -> Documents.text(SHIPMENTS, seed.shipment())),
                                registeredAt.atOffset(ZoneOffset.UTC))),
                connection
                        .preparedQuery(SEED_NUMBERS)
                        .execute(Tuple.of(ids, texts(seeds, Seed::carrier), texts(seeds, Seed::trackingNumber))),
                connection.preparedQuery(LIST_ALL).execute(Tuple.of(ids)),
                connection.preparedQuery(OWNED_ALL).execute(Tuple.of(ids)),
                connection.preparedQuery(SAY_PLACES_ALL).execute(Tuple.of(ids)));
        return RecordHandler.inOneGo(statements.map(Uni::replaceWithVoid).toList());
    }

    private static String[] texts(List<Seed> seeds, Function<Seed, String> text) {
        return seeds.stream().map(text).toArray(String[]::new);
    }

    /**
     * Makes a shipment visible in the current Hibernate Reactive transaction, which has stored its registration: as
     * PENDING, unless the topic has already told more about it.
     */
    public Uni<Void> seed(ShipmentId id, String carrier, String trackingNumber, Instant registeredAt) {
        Shipment seed = of(id, carrier, trackingNumber);
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
                .chain(() -> session.createNativeQuery(LIST, Integer.class)
                        .setParameter(1, id.value())
                        .getResultList())
                .chain(() -> session.createNativeQuery(OWNED, Integer.class)
                        .setParameter(1, id.value())
                        .getResultList())
                .chain(session::flush) // what a repeat has added to the registration
                .chain(() -> session.createNativeQuery(SAY_PLACES, Integer.class)
                        .setParameter(1, id.value())
                        .getResultList())
                .replaceWithVoid());
    }
}
