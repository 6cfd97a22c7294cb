package io.waymark.console.erasure;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.intake.RecordHandler;
import io.waymark.console.readmodel.ErasedRepository;
import io.waymark.console.registration.RegistrationErasureHandler;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.outbox.OutboxBatchRepository;
import io.waymark.outbox.OutboxEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The steps of an erasure, each in the connection's transaction, which holds the erasure's row and after which the outbox's relay is to
 * be woken.
 */
@ApplicationScoped
class ErasureStepHandler {

    /** Who has to agree before anything goes. */
    private static final String FIRST = Topics.NOTIFIER_GROUP;

    /** Who comes after the console. Of raw records and what is made of them nothing is one merchant's. */
    private static final Map<ErasureScope, List<String>> THEN = Map.of(
            ErasureScope.SHIPMENT, List.of(Topics.NORMALIZER_GROUP, Topics.POLLER_GROUP),
            ErasureScope.REGISTRATION, List.of(Topics.POLLER_GROUP));

    private static final String FORGET_LETTERS = "delete from dead_letter where record_key = any ($1)";

    private final ErasureRepository erasures;
    private final ErasurePartRepository parts;
    private final RegistrationErasureHandler registrations;
    private final OutboxBatchRepository outbox;

    ErasureStepHandler(
            ErasureRepository erasures,
            ErasurePartRepository parts,
            RegistrationErasureHandler registrations,
            OutboxBatchRepository outbox) {
        this.erasures = erasures;
        this.parts = parts;
        this.registrations = registrations;
        this.outbox = outbox;
    }

    /** Begins one that was added. */
    Uni<Void> begin(SqlConnection connection, StoredErasure order) {
        return ask(connection, order, List.of(FIRST), order.orderedAt());
    }

    /** What follows from what everybody has said. */
    Uni<Void> next(SqlConnection connection, StoredErasure erasure) {
        String refusal = erasure.refusal();
        if (erasure.state() == ErasureState.ORDERED && refusal != null) {
            return erasures.unmark(connection, erasure.erasureId())
                    .chain(() -> erasures.move(connection, erasure.erasureId(), ErasureState.REFUSED, refusal, null));
        }
        if (!erasure.isAnswered()) {
            return Uni.createFrom().voidItem();
        }
        return switch (erasure.state()) {
            case ORDERED -> erase(connection, erasure);
            case ERASING -> erasures.move(connection, erasure.erasureId(), ErasureState.DONE, "", now());
            case DONE, REFUSED -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> erase(SqlConnection connection, StoredErasure erasure) {
        Instant now = now();
        Uni<Map<String, Long>> erased =
                switch (erasure.scope()) {
                    case SHIPMENT -> eraseShipment(connection, erasure, now);
                    case REGISTRATION -> eraseRegistration(connection, erasure, now);
                };
        return erased.chain(counts -> parts.enter(connection, erasure, Topics.CONSOLE_GROUP, counts, now))
                .chain(() -> erasures.erased(connection, erasure.erasureId(), now))
                .chain(() -> erasures.move(connection, erasure.erasureId(), ErasureState.ERASING, "", null))
                .chain(() -> ask(connection, erasure, Objects.requireNonNull(THEN.get(erasure.scope())), now));
    }

    private Uni<Map<String, Long>> eraseShipment(SqlConnection connection, StoredErasure erasure, Instant now) {
        UUID[] shipments = erasure.ids();
        return registrations
                .scrub(connection, shipments, now)
                .call(() -> ErasedRepository.alone(connection))
                .chain(said -> ErasedRepository.erase(connection, shipments).chain(told -> forgetLetters(
                                connection, shipments)
                        .map(letters -> Map.of(
                                "registrations", (long) said, "events", (long) told, "deadLetters", (long) letters))));
    }

    private Uni<Map<String, Long>> eraseRegistration(SqlConnection connection, StoredErasure erasure, Instant now) {
        UUID shipment = erasure.shipmentId().value();
        return registrations
                .withdraw(connection, shipment, erasure.ofMerchant(), now)
                .call(() -> ErasedRepository.alone(connection))
                .call(() -> ErasedRepository.withdraw(connection, shipment, erasure.ofMerchant()))
                .map(said -> Map.of("registrations", (long) said));
    }

    /** Nobody is to put any of them back. */
    private static Uni<Integer> forgetLetters(SqlConnection connection, UUID[] shipments) {
        String[] keys = new String[shipments.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = shipments[i].toString();
        }
        return connection
                .preparedQuery(FORGET_LETTERS)
                .execute(Tuple.of((Object) keys))
                .map(rows -> rows.rowCount());
    }

    private Uni<Void> ask(SqlConnection connection, StoredErasure erasure, List<String> services, Instant now) {
        List<OutboxEntry<?>> commands = services.stream()
                .flatMap(service -> erasure.shipments().stream().map(shipment -> ask(erasure, service, shipment)))
                .<OutboxEntry<?>>map(ask -> ask.entry(now))
                .toList();
        return RecordHandler.each(services, service -> parts.ask(connection, erasure, service, now))
                .chain(() -> outbox.addAll(connection, commands));
    }

    private static ErasureAsk ask(StoredErasure erasure, String service, UUID shipment) {
        return new ErasureAsk(
                erasure.erasureId(), service, new ShipmentId(shipment), erasure.ofMerchant(), 1, erasure.actor());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
