package io.waymark.console.deadletter;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.waymark.contract.Topics;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record that a service could not process, as the API shows it.
 *
 * @param deadLetters the topic in which it lies
 * @param group of the consumers that could not process it, e.g. {@code waymark-normalizer}
 * @param topic from which it came
 * @param sourcePartition where it lay there; null where that was not noted
 * @param sourceOffset the same
 * @param key of the record; empty if it has none
 * @param shipmentId whose it is, where the key says so
 * @param provider of raw records, {@code unknown} where that cannot be read; empty for others
 * @param reason why it could not be processed, in the words of the service
 * @param cause the reason without what differs from record to record
 * @param size of the record's value, in bytes
 * @param at the record's own time: of raw records when they were received
 * @param commandId the last order to put it back; null if there was none
 * @param decidedAt when it was put back or discarded; null while it waits
 * @param decidedBy who discarded it
 * @param decision why it was discarded
 */
public record DeadLetter(
        UUID letterId,
        String deadLetters,
        int partition,
        long offset,
        String group,
        String topic,
        @Nullable Integer sourcePartition,
        @Nullable Long sourceOffset,
        String key,
        @Nullable UUID shipmentId,
        String provider,
        String reason,
        String cause,
        int size,
        Instant at,
        LetterState state,
        @Nullable String commandId,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        @Nullable String decision) {

    /** One about which nothing was decided yet. */
    DeadLetter(
            UUID letterId,
            String deadLetters,
            int partition,
            long offset,
            String group,
            String topic,
            @Nullable Integer sourcePartition,
            @Nullable Long sourceOffset,
            String key,
            @Nullable UUID shipmentId,
            String provider,
            String reason,
            int size,
            Instant at) {
        this(
                letterId,
                deadLetters,
                partition,
                offset,
                group,
                topic,
                sourcePartition,
                sourceOffset,
                key,
                shipmentId,
                provider,
                reason,
                Words.cause(reason),
                size,
                at,
                LetterState.WAITING,
                null,
                null,
                null,
                null);
    }

    /** Whether an order may put it back. */
    @JsonProperty
    public boolean redrivable() {
        return Topics.isRedrivable(group, topic);
    }
}
