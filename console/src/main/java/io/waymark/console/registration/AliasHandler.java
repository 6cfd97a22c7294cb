package io.waymark.console.registration;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Caller;
import io.waymark.api.problem.ProblemException;
import io.waymark.console.readmodel.ShipmentQueryRepository;
import io.waymark.contract.Command;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.outbox.OutboxRelay;
import io.waymark.outbox.OutboxRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Orders that a further number be taken for the same parcel's. The normalizer carries it out. */
@ApplicationScoped
class AliasHandler {

    private static final String SOURCE = "/waymark/console";

    private final ShipmentQueryRepository shipments;
    private final OutboxRepository outbox;
    private final OutboxRelay relay;

    AliasHandler(ShipmentQueryRepository shipments, OutboxRepository outbox, OutboxRelay relay) {
        this.shipments = shipments;
        this.outbox = outbox;
        this.relay = relay;
    }

    /** Completes when the order is given and cannot be lost; fails with 404 or 422. */
    Uni<Void> order(Caller caller, ShipmentId id, AliasRequest alias) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return shipments
                .find(caller.merchantId(), caller.isOperator(), id)
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("shipment")))
                .map(stored -> alias.command(stored.shipment(), caller.merchantId(), now))
                .chain(command -> Panache.withTransaction(() -> store(command)))
                .invoke(relay::wake);
    }

    private Uni<Void> store(Command command) {
        return outbox.add(Topics.COMMANDS, command.target(), command, command.attributes(SOURCE));
    }
}
