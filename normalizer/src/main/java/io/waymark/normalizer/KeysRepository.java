package io.waymark.normalizer;

import io.waymark.contract.RawPayload;
import io.waymark.contract.Topics;
import io.waymark.contract.WrappedKey;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * What the sealed records of one partition are opened with: what {@link Topics#KEYS} holds, byte for byte. The topic is the store's
 * changelog, so that there is one copy in Kafka to destroy; only {@link KeysHandler}, which reads the topic, writes into the store.
 */
final class KeysRepository {

    static final String STORE = "keys";

    private final TimestampedKeyValueStore<String, byte[]> store;

    KeysRepository(ProcessorContext<?, ?> context) {
        this.store = context.getStateStore(STORE);
    }

    static StoreBuilder<TimestampedKeyValueStore<String, byte[]>> builder() {
        return Stores.timestampedKeyValueStoreBuilder(
                Stores.persistentTimestampedKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray());
    }

    /** Under which the key of a sealed record is kept; null of one that is plain. */
    static @Nullable String nameOf(RawPayload raw) {
        return raw.keyId() == null ? null : WrappedKey.topicKey(raw.shipmentId(), raw.keyId());
    }

    /**
     * The key of that name; empty if it has not come, or is destroyed.
     *
     * @throws org.apache.kafka.common.errors.SerializationException if it is none
     */
    Optional<WrappedKey> find(String name) {
        ValueAndTimestamp<byte[]> found = store.get(name);
        return found == null
                ? Optional.empty()
                : Optional.of(Topics.KEYS.values().deserializer().deserialize(Topics.KEYS.name(), found.value()));
    }
}
