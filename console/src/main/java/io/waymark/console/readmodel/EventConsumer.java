package io.waymark.console.readmodel;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Follows the topic of events; see {@link ProjectionHandler} for what becomes of a record that cannot be applied. */
@ApplicationScoped
class EventConsumer {

    private final ProjectionHandler handler;
    private final EventProjectionRepository tables;

    EventConsumer(ProjectionHandler handler, EventProjectionRepository tables) {
        this.handler = handler;
        this.tables = tables;
    }

    @Incoming("events")
    Uni<Void> apply(ConsumerRecords<byte[], byte[]> batch) {
        return handler.handle(tables, batch);
    }
}
