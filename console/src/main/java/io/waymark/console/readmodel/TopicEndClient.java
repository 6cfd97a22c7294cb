package io.waymark.console.readmodel;

import static java.util.stream.Collectors.toMap;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Asks Kafka where partitions end. */
@ApplicationScoped
class TopicEndClient {

    /** A page waits for it. */
    private static final int PATIENCE_MILLIS = 2000;

    private final Admin kafka;

    TopicEndClient(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.keySet().retainAll(AdminClientConfig.configNames());
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        this.kafka = Admin.create(settings);
    }

    @PreDestroy
    void close() {
        kafka.close();
    }

    /**
     * About how many records lie behind these places: behind the last record of a partition lies the mark of its transaction,
     * which is none. Fails where Kafka does not answer within two seconds.
     */
    Uni<Long> behind(Map<TopicPartition, Long> places) {
        Context context = Vertx.currentContext();
        Map<TopicPartition, OffsetSpec> latest =
                places.keySet().stream().collect(toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return Uni.createFrom()
                .completionStage(() -> kafka.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all()
                        .toCompletionStage())
                .emitOn(task -> context.runOnContext(here -> task.run()))
                .map(ends -> ends.entrySet().stream()
                        .mapToLong(
                                end -> Math.max(0, end.getValue().offset() - places.getOrDefault(end.getKey(), 0L) - 1))
                        .sum());
    }
}
