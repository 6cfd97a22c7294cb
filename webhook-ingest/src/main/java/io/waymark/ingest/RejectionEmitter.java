package io.waymark.ingest;

import io.github.bucket4j.Bucket;
import io.quarkus.logging.Log;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.Rejection;
import io.waymark.contract.Topics;
import io.waymark.ingest.RejectionTally.Kind;
import io.waymark.ingest.RejectionTally.Unkept;
import io.waymark.protocol.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes refused callbacks to {@link Topics#REJECTED}, for a person to look at: digest, reason and a masked excerpt, at
 * a capped rate, so that nobody can fill the log with what is not signed. Those above it are counted in the next record of
 * their kind, as are those that came while Kafka took nothing. Nobody waits for it.
 */
@ApplicationScoped
class RejectionEmitter {

    private final KafkaClient kafka;
    private final Bucket allowance;
    private final RejectionTally tally = new RejectionTally();

    RejectionEmitter(KafkaClient kafka, IngestConfig config) {
        this.kafka = kafka;
        int perSecond = config.rejectedPerSecond();
        this.allowance = Bucket.builder()
                .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }

    void send(Callback callback, Refusal reason) {
        Kind kind = new Kind(callback.provider(), reason);
        Unkept refused = new Unkept(callback, 1);
        if (!allowance.tryConsume(1)) {
            tally.add(kind, refused);
            return;
        }
        Log.warnf(
                "callback rejected provider=%s reason=%s bytes=%d",
                callback.provider(), reason, callback.body().length);
        long before = tally.take(kind).map(Unkept::count).orElse(0L);
        keep(kind, new Unkept(callback, 1 + before));
    }

    /** Writes one record of each kind of which something is not kept. */
    void flush() {
        tally.takeAll().forEach(this::keep);
    }

    private void keep(Kind kind, Unkept refused) {
        kafka.send(message(rejection(refused, kind.reason())), failure -> {
            if (failure != null) {
                tally.add(kind, refused);
            }
        });
    }

    private static ProducerRecord<String, byte[]> message(Rejection rejection) {
        String topic = Topics.REJECTED.name();
        CloudEvent attributes = CloudEvent.of(
                rejection.id(), Fact.SOURCE, "waymark.rejected.v1", rejection.provider(), rejection.receivedAt());
        return new ProducerRecord<>(
                topic,
                null,
                rejection.receivedAt().toEpochMilli(),
                null,
                Topics.REJECTED.values().serializer().serialize(topic, rejection),
                attributes.headers());
    }

    private static Rejection rejection(Unkept refused, Refusal reason) {
        Callback callback = refused.last();
        return new Rejection(
                UUID.randomUUID().toString(),
                callback.provider(),
                reason.name(),
                callback.receivedAt(),
                sha256(callback.body()),
                callback.body().length,
                Excerpt.of(callback.body()),
                callback.remoteAddress(),
                refused.count() - 1);
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
