package io.waymark.contract;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;

/**
 * A Kafka topic together with what may be in it and how long it is kept, so that no service can pair a name with the
 * wrong serde and nobody creates it with other settings.
 *
 * @param name as on the broker
 * @param keys how keys are written
 * @param values how values are written
 * @param retention how long a record is kept; empty for a compacted topic, which keeps the newest of each key
 */
public record Topic<K, V>(String name, Serde<K> keys, Serde<V> values, Optional<Duration> retention) {

    /** The largest record of any topic, in bytes: a raw push of 1 MiB grows by a third in JSON. */
    public static final int MAX_RECORD_BYTES = 2 * 1024 * 1024;

    /** What a dead letter needs beside the record it holds: its headers say why it died. */
    public static final int HEADROOM_BYTES = 128 * 1024;

    /** With which the names of all dead letters' topics begin; the group's follows. */
    static final String DEAD_LETTERS = "dlq.";

    /** The broker's settings for this topic. */
    public Map<String, String> settings() {
        String maxBytes = Integer.toString(MAX_RECORD_BYTES + HEADROOM_BYTES);
        return retention
                .map(kept -> Map.of(
                        "cleanup.policy",
                        "delete",
                        "retention.ms",
                        Long.toString(kept.toMillis()),
                        "max.message.bytes",
                        maxBytes))
                .orElseGet(() -> Map.of("cleanup.policy", "compact", "max.message.bytes", maxBytes));
    }

    /** Where a consumer group puts the records of this topic that it cannot process. Same key, same bytes. */
    public Topic<byte[], byte[]> deadLettersOf(String group) {
        return Topics.deadLetters(DEAD_LETTERS + group + "." + name);
    }
}
