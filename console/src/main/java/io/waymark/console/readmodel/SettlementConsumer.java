package io.waymark.console.readmodel;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Follows the topic of settlements as they stand; see {@link ProjectionHandler} for what becomes of a record that cannot be applied. */
@ApplicationScoped
class SettlementConsumer {

    private final ProjectionHandler handler;
    private final SettlementProjectionRepository tables;

    SettlementConsumer(ProjectionHandler handler, SettlementProjectionRepository tables) {
        this.handler = handler;
        this.tables = tables;
    }

    @Incoming("settlements")
    Uni<Void> apply(ConsumerRecords<byte[], byte[]> batch) {
        return handler.handle(tables, batch);
    }
}
