package io.waymark.normalizer;

import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.contract.WrappedKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

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

    /** Writes to the disk what is in memory alone. */
    void flush() {
        store.flush();
    }

    static StoreBuilder<TimestampedKeyValueStore<String, byte[]>> builder() {
        return Stores.timestampedKeyValueStoreBuilder(
                Stores.persistentTimestampedKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray());
    }

    /** The names of all keys of a shipment. */
    List<String> names(ShipmentId shipment) {
        List<String> names = new ArrayList<>();
        try (KeyValueIterator<String, ValueAndTimestamp<byte[]>> found =
                store.prefixScan(shipment + ":", new StringSerializer())) {
            found.forEachRemaining(key -> names.add(key.key));
        }
        return names;
    }

    /** Whether there is a key of that name, whatever it is. */
    boolean has(String name) {
        return store.get(name) != null;
    }

    /** Whose record a key of that name opens; empty if it is no name of a key. */
    static Optional<ShipmentId> shipmentOf(String name) {
        return ShipmentId.parse(name.substring(0, Math.max(0, name.indexOf(':'))));
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
