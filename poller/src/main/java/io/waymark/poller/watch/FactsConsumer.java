package io.waymark.poller.watch;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Reads what became of shipments and settlements, a batch at a time. Offsets move on once a batch is stored.
 *
 * <p>A record that cannot be read or stored goes to the dead letters, and the partition moves on. Repeats and old news
 * change nothing. While PostgreSQL or the dead letters' topic is away the batch waits; nothing is skipped.
 */
@ApplicationScoped
class FactsConsumer {

    private final FactIntake intake;

    FactsConsumer(FactIntake intake) {
        this.intake = intake;
    }

    @Incoming("facts")
    Uni<Void> take(ConsumerRecords<byte[], byte[]> records) {
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        records.forEach(batch::add);
        return intake.take(batch);
    }
}
