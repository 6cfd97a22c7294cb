package io.waymark.console.readmodel;

import io.quarkus.logging.Log;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.waymark.console.intake.RecordHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Begins each partition where the tables are, not where the consumer group was: a database that was restored, or emptied,
 * is told again what it lacks. Where the tables are beyond the end of the partition, Kafka was set up anew, and it is
 * read from its beginning. Waits while PostgreSQL is away.
 */
@ApplicationScoped
@Identifier("facts")
class PlaceHandler implements KafkaConsumerRebalanceListener {

    private final ReadModelRepository readModel;

    PlaceHandler(ReadModelRepository readModel) {
        this.readModel = readModel;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        Map<TopicPartition, Long> places = places();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        for (TopicPartition partition : partitions) {
            long place = places.getOrDefault(partition, 0L);
            if (place > ends.getOrDefault(partition, Long.MAX_VALUE)) {
                Log.warnf(
                        "read from the beginning, its end is before what was applied topic=%s partition=%d offset=%d",
                        partition.topic(), partition.partition(), place);
                forget(partition);
                place = 0;
            }
            consumer.seek(partition, place);
        }
    }

    private Map<TopicPartition, Long> places() {
        Map<TopicPartition, Long> found = new ConcurrentHashMap<>();
        RecordHandler.untilDone("read model", () -> readModel
                        .places(Generation.LIVE)
                        .invoke(found::putAll)
                        .replaceWithVoid())
                .await()
                .indefinitely();
        return found;
    }

    private void forget(TopicPartition partition) {
        RecordHandler.untilDone("read model", () -> readModel.forget(partition))
                .await()
                .indefinitely();
    }
}
