package io.waymark.console.readmodel;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Follows the public topics, all three with one consumer: events are stored before the status that follows from them,
 * and the group has one member per replica to settle with. See {@link ProjectionHandler} for what becomes of a record
 * that cannot be applied.
 */
@ApplicationScoped
class ReadModelConsumer {

    private final ProjectionHandler handler;
    private final EventProjectionRepository events;
    private final ShipmentProjectionRepository shipments;
    private final SettlementProjectionRepository settlements;

    ReadModelConsumer(
            ProjectionHandler handler,
            EventProjectionRepository events,
            ShipmentProjectionRepository shipments,
            SettlementProjectionRepository settlements) {
        this.handler = handler;
        this.events = events;
        this.shipments = shipments;
        this.settlements = settlements;
    }

    @Incoming("facts")
    Uni<Void> apply(ConsumerRecords<byte[], byte[]> batch) {
        return handler.handle(events, batch)
                .chain(() -> handler.handle(shipments, batch))
                .chain(() -> handler.handle(settlements, batch));
    }
}
