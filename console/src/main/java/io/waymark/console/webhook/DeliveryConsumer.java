package io.waymark.console.webhook;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.console.readmodel.ProjectionHandler;
import io.waymark.console.readmodel.ToldRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Follows what becomes of messages. See {@link ProjectionHandler} for what becomes of a record that cannot be applied. */
@ApplicationScoped
class DeliveryConsumer {

    private final ProjectionHandler projections;
    private final DeliveryProjectionRepository deliveries;
    private final Pool database;

    DeliveryConsumer(ProjectionHandler projections, DeliveryProjectionRepository deliveries, Pool database) {
        this.projections = projections;
        this.deliveries = deliveries;
        this.database = database;
    }

    @Incoming("deliveries")
    Uni<Void> apply(ConsumerRecords<byte[], byte[]> batch) {
        return projections.handle(List.of(deliveries), batch, (told, ends) -> write(told));
    }

    private Uni<Void> write(List<ToldRecord<?>> told) {
        return database.withTransaction(connection -> ToldRecord.apply(deliveries, connection, told));
    }
}
