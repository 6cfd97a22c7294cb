package io.waymark.contract;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;

/**
 * A Kafka topic together with what may be in it and how long it is kept, so that no service can pair a name with the
 * wrong serde and nobody creates it with other settings.
 *
 * @param name as on the broker
 * @param keys how keys are written
 * @param values how values are written
 * @param retention how long a record is kept; empty if the newest of a key is kept for ever
 * @param compacted whether only the newest of each key is kept
 */
public record Topic<K, V>(
        String name, Serde<K> keys, Serde<V> values, Optional<Duration> retention, boolean compacted) {

    /** One of which every record is kept for a while. */
    public Topic(String name, Serde<K> keys, Serde<V> values, Optional<Duration> retention) {
        this(name, keys, values, retention, false);
    }

    /** The largest record of any topic, in bytes: a raw push of 1 MiB grows by a third in JSON. */
    public static final int MAX_RECORD_BYTES = 2 * 1024 * 1024;

    /** What a dead letter needs beside the record it holds: its headers say why it died. */
    public static final int HEADROOM_BYTES = 128 * 1024;

    /**
     * Within which a compacted topic is cleaned of older records of a key, if its brokers are well. Any other begins a new file
     * so often: what is old enough goes with its file, and a file goes when its newest record may.
     */
    static final Duration CLEANED_WITHIN = Duration.ofDays(1);

    /** How much longer a compacted topic tells that a key is gone: a reader away for less misses none. */
    static final Duration TOMBSTONES_KEPT = Duration.ofDays(7);

    /** With which the names of all dead letters' topics begin; the group's follows. */
    static final String DEAD_LETTERS = "dlq.";

    /** The broker's settings for this topic. */
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("max.message.bytes", Integer.toString(MAX_RECORD_BYTES + HEADROOM_BYTES));
        if (compacted) {
            settings.put("cleanup.policy", retention.isPresent() ? "compact,delete" : "compact");
            settings.put("max.compaction.lag.ms", millis(CLEANED_WITHIN));
            settings.put("delete.retention.ms", millis(TOMBSTONES_KEPT));
        } else {
            settings.put("cleanup.policy", "delete");
            settings.put("segment.ms", millis(CLEANED_WITHIN));
        }
        retention.ifPresent(kept -> settings.put("retention.ms", millis(kept)));
        return Map.copyOf(settings);
    }

    /** Where a consumer group puts the records of this topic that it cannot process. Same key, same bytes. */
    public Topic<byte[], byte[]> deadLettersOf(String group) {
        return Topics.deadLetters(DEAD_LETTERS + group + "." + name);
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
