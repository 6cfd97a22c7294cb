package io.waymark.console.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Puts a record that cannot be applied where a person can look at it: same key, same bytes, same headers, and in
 * {@code dead-letter-*} headers where it came from and why. Counted as {@code records_dead_lettered_total}.
 */
@Startup
@ApplicationScoped
public class DeadLetterEmitter {

    private final MutinyEmitter<byte[]> kafka;
    private final MeterRegistry metrics;

    DeadLetterEmitter(@Channel("dead-letters") MutinyEmitter<byte[]> kafka, MeterRegistry metrics) {
        this.kafka = kafka;
        this.metrics = metrics;
        Topics.readBy(Topics.CONSOLE_GROUP).forEach(this::sent);
    }

    /**
     * Sends the record to its topic's dead letters.
     *
     * @param reason why, in our words; holds no value of the record
     * @return completes once all in-sync replicas have it
     */
    public Uni<Void> send(Topic<?, ?> topic, ConsumerRecord<byte[], byte[]> record, String reason) {
        Log.warnf(
                "record dead-lettered topic=%s partition=%d offset=%d reason=%s",
                topic.name(), record.partition(), record.offset(), reason);
        sent(topic.name()).increment();
        return kafka.sendMessage(Message.of(record.value())
                .addMetadata(OutgoingKafkaRecordMetadata.<byte[]>builder()
                        .withTopic(topic.deadLettersOf(Topics.CONSOLE_GROUP).name())
                        .withKey(record.key())
                        .withHeaders(headers(record, reason))
                        .build()));
    }

    /** Begins at nought: an alert sees no rise of what was not there before. */
    private Counter sent(String topic) {
        return metrics.counter("records.dead.lettered", "topic", topic);
    }

    private static Headers headers(ConsumerRecord<byte[], byte[]> record, String reason) {
        Headers headers = new RecordHeaders(record.headers().toArray());
        add(headers, "dead-letter-topic", record.topic());
        add(headers, "dead-letter-partition", Integer.toString(record.partition()));
        add(headers, "dead-letter-offset", Long.toString(record.offset()));
        add(headers, "dead-letter-reason", reason);
        return headers;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
