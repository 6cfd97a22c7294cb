package io.waymark.console.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.waymark.api.problem.ProblemException;
import io.waymark.console.readmodel.SeedRepository;
import io.waymark.console.registration.RegistrationBook.Settled;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.outbox.OutboxEntry;
import io.waymark.outbox.OutboxRelay;
import io.waymark.outbox.OutboxRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Stores what a merchant said, makes it visible and publishes it, in one transaction: either all of it happened or
 * nothing. The record on {@code waymark.shipments.v1} follows from the outbox.
 */
@ApplicationScoped
public class RegistrationHandler {

    private static final String SOURCE = "/waymark/console";
    private static final String TYPE = "waymark.shipment-registered.v1";

    private final RegistrationRepository repository;
    private final SeedRepository readModel;
    private final OutboxRepository outbox;
    private final OutboxRelay relay;

    RegistrationHandler(
            RegistrationRepository repository, SeedRepository readModel, OutboxRepository outbox, OutboxRelay relay) {
        this.repository = repository;
        this.readModel = readModel;
        this.outbox = outbox;
        this.relay = relay;
    }

    /** The shipment that a body registers. Fails with 409, and with 422 naming every field at fault. */
    public Uni<ShipmentId> register(String merchantId, ObjectNode body) {
        RegistrationRequest request = RegistrationParser.parse(body);
        return register(merchantId, request).replaceWith(request.shipmentId());
    }

    /** True if the merchant had not registered the shipment before. Fails with 409. */
    Uni<Boolean> register(String merchantId, RegistrationRequest request) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return committed(() -> repository.open(request, now).chain(book -> {
            boolean isNew = book.register(merchantId, request, now);
            return store(book, now)
                    .chain(() -> readModel.seed(request.shipmentId(), request.carrier(), request.trackingNumber(), now))
                    .replaceWith(isNew);
        }));
    }

    /** Fails with 404 or 409. */
    Uni<Settled> settle(String merchantId, ShipmentId id, SettlementRequest settlement) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return committed(() -> repository
                .reopen(id, settlement)
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("shipment")))
                .chain(book -> {
                    Settled settled = book.settle(merchantId, settlement, now);
                    return store(book, now).replaceWith(settled);
                }));
    }

    /**
     * Two shipments may claim one settlement at the same time; the lock of a shipment does not stop that, the table's
     * key does. The second to come then finds the first and is refused in words.
     */
    private <T> Uni<T> committed(Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> Panache.withTransaction(work))
                .onFailure(ConstraintViolationException.class)
                .retry()
                .atMost(1)
                .invoke(relay::wake);
    }

    private Uni<Void> store(RegistrationBook book, Instant now) {
        if (!book.isChanged()) {
            return Uni.createFrom().voidItem();
        }
        RegisteredShipment record = book.nextRevision();
        return repository
                .store(book.added())
                .chain(() ->
                        outbox.add(Topics.SHIPMENTS, record.shipmentId().toString(), record, attributes(record, now)));
    }

    /** The next revision of a shipment, as it is published. */
    static OutboxEntry<RegisteredShipment> entry(RegistrationBook book, Instant now) {
        RegisteredShipment record = book.nextRevision();
        return new OutboxEntry<>(Topics.SHIPMENTS, record.shipmentId().toString(), record, attributes(record, now));
    }

    private static CloudEvent attributes(RegisteredShipment record, Instant now) {
        String id = NameBasedId.of(record.shipmentId().value(), "registration:" + record.revision())
                .toString();
        return CloudEvent.of(id, SOURCE, TYPE, record.shipmentId().toString(), now);
    }
}
