package io.waymark.outbox;

import io.waymark.contract.CloudEvent;
import io.waymark.contract.Topic;
import org.jspecify.annotations.Nullable;

/**
 * A record to be sent to Kafka.
 *
 * @param topic where it is sent
 * @param key of the record; records of one key are sent in their order
 * @param value of the record; null for a tombstone
 * @param attributes its CloudEvents headers
 * @param <V> what the topic holds
 */
public record OutboxEntry<V>(Topic<String, V> topic, String key, @Nullable V value, CloudEvent attributes) {

    /** Without the value: it may hold personal data. */
    @Override
    public String toString() {
        return "OutboxEntry[topic=" + topic.name() + ", key=" + key + "]";
    }
}
