package io.waymark.console.readmodel;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Follows the topic of shipments as they stand; see {@link ProjectionHandler} for what becomes of a record that cannot be applied. */
@ApplicationScoped
class LatestConsumer {

    private final ProjectionHandler handler;
    private final ShipmentProjectionRepository tables;

    LatestConsumer(ProjectionHandler handler, ShipmentProjectionRepository tables) {
        this.handler = handler;
        this.tables = tables;
    }

    @Incoming("latest")
    Uni<Void> apply(ConsumerRecords<byte[], byte[]> batch) {
        return handler.handle(tables, batch);
    }
}
