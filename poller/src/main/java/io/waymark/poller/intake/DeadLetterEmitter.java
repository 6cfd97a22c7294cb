package io.waymark.poller.intake;

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

/** Puts records that cannot be processed where a person finds them: same key, same bytes, and where they stood. */
@Startup
@ApplicationScoped
public class DeadLetterEmitter {

    private static final String PREFIX = "dlq." + Topics.POLLER_GROUP + ".";

    private final MutinyEmitter<byte[]> kafka;
    private final MeterRegistry meters;

    DeadLetterEmitter(@Channel("dead-letters") MutinyEmitter<byte[]> kafka, MeterRegistry meters) {
        this.kafka = kafka;
        this.meters = meters;
        Topics.readBy(Topics.POLLER_GROUP).forEach(this::sent);
    }

    /**
     * Sends a record, again and again while Kafka is away; counted as {@code records_dead_lettered_total} by topic.
     *
     * @param what waits meanwhile, in the plural, for the log
     * @param reason told by its class alone: its message may hold what the record does
     * @return completes when every in-sync replica has it
     */
    public Uni<Void> send(String what, ConsumerRecord<byte[], byte[]> record, Throwable reason) {
        return StorageHandler.whileAway(what, send(record, reason.getClass().getSimpleName()));
    }

    private Uni<Void> send(ConsumerRecord<byte[], byte[]> record, String reason) {
        Headers headers = new RecordHeaders(record.headers())
                .add("dead-letter-reason", reason.getBytes(UTF_8))
                .add("dead-letter-topic", record.topic().getBytes(UTF_8))
                .add(
                        "dead-letter-partition",
                        Integer.toString(record.partition()).getBytes(UTF_8))
                .add("dead-letter-offset", Long.toString(record.offset()).getBytes(UTF_8));
        return kafka.sendMessage(Message.of(record.value())
                        .addMetadata(OutgoingKafkaRecordMetadata.<byte[]>builder()
                                .withTopic(PREFIX + record.topic())
                                .withKey(record.key())
                                .withHeaders(headers)
                                .build()))
                .invoke(() -> tell(record, reason));
    }

    /** Begins at nought: an alert sees no rise of what was not there before. */
    private Counter sent(String topic) {
        return meters.counter("records_dead_lettered", "topic", topic);
    }

    private void tell(ConsumerRecord<byte[], byte[]> record, String reason) {
        sent(record.topic()).increment();
        Log.errorf(
                "record dead-lettered topic=%s partition=%d offset=%d reason=%s",
                record.topic(), record.partition(), record.offset(), reason);
    }
}
