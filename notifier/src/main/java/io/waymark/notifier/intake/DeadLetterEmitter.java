package io.waymark.notifier.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.waymark.contract.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Sets aside records that cannot be processed: same key, same bytes, same headers, and {@code dead-letter-reason},
 * {@code -topic}, {@code -partition} and {@code -offset} besides. A record that is set aside twice, after a crash, is
 * there twice.
 */
@Startup
@ApplicationScoped
class DeadLetterEmitter {

    private final MutinyEmitter<byte[]> kafka;
    private final MeterRegistry metrics;

    DeadLetterEmitter(@Channel("dead-letters") MutinyEmitter<byte[]> kafka, MeterRegistry metrics) {
        this.kafka = kafka;
        this.metrics = metrics;
        Topics.readBy(Topics.NOTIFIER_GROUP).forEach(this::buried);
    }

    /** @param reason what is wrong with it, without a word of what it holds */
    Uni<Void> bury(ConsumerRecord<byte[], byte[]> record, String reason) {
        return Uni.createFrom().deferred(() -> {
            Log.errorf(
                    "record set aside topic=%s partition=%d offset=%d reason=%s",
                    record.topic(), record.partition(), record.offset(), reason);
            buried(record.topic()).increment();
            return kafka.sendMessage(Message.of(record.value())
                    .addMetadata(OutgoingKafkaRecordMetadata.<byte[]>builder()
                            .withTopic("dlq." + Topics.NOTIFIER_GROUP + "." + record.topic())
                            .withKey(record.key())
                            .withHeaders(headers(record, reason))
                            .build()));
        });
    }

    /** Begins at nought: an alert sees no rise of what was not there before. */
    private Counter buried(String topic) {
        return metrics.counter("facts_dead_lettered", "topic", topic);
    }

    private static Headers headers(ConsumerRecord<byte[], byte[]> record, String reason) {
        Headers headers = new RecordHeaders(record.headers());
        add(headers, "dead-letter-reason", reason);
        add(headers, "dead-letter-topic", record.topic());
        add(headers, "dead-letter-partition", Integer.toString(record.partition()));
        add(headers, "dead-letter-offset", Long.toString(record.offset()));
        return headers;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
