package io.waymark.console.readmodel;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Follows the public topics, all three with one consumer: events are stored before the status that follows from them,
 * and the group has one member per replica to settle with. See {@link ProjectionHandler} for what becomes of a record
 * that cannot be applied, and {@link PlaceHandler} for where it begins.
 */
@ApplicationScoped
class ReadModelConsumer {

    private final ProjectionHandler handler;
    private final ReadModelRepository readModel;

    ReadModelConsumer(ProjectionHandler handler, ReadModelRepository readModel) {
        this.handler = handler;
        this.readModel = readModel;
    }

    @Incoming("facts")
    Uni<Void> apply(ConsumerRecords<byte[], byte[]> batch) {
        return handler.handle(readModel.tables(), batch, (told, ends) -> readModel.write(Generation.LIVE, told, ends));
    }
}
