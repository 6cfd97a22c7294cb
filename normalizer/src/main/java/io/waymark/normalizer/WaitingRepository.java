package io.waymark.normalizer;

import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topic;
import io.waymark.normalizer.WaitingRow.Waiting;
import io.waymark.protocol.MalformedPayloadException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Sealed records that came before what they are opened with, by the name of that. Most wait for milliseconds: the store has a cache, so
 * that a record that came and went between two commits costs its changelog no more than that it is gone.
 */
final class WaitingRepository {

    /** Also part of the changelog topic's name: to rename it is to lose what waits. */
    static final String STORE = "waiting";

    private final ProcessorContext<?, ?> context;
    private final KeyValueStore<String, WaitingRow> store;

    WaitingRepository(ProcessorContext<?, ?> context) {
        this.context = context;
        this.store = context.getStateStore(STORE);
    }

    /** Writes to the disk what is in memory alone. */
    void flush() {
        store.flush();
    }

    static StoreBuilder<KeyValueStore<String, WaitingRow>> builder() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(STORE),
                        Serdes.String(),
                        Serdes.serdeFrom(
                                (topic, row) -> row == null ? null : row.write(),
                                (topic, bytes) -> bytes == null ? null : WaitingRow.read(bytes)))
                .withCachingEnabled();
    }

    /**
     * Lets a record wait for its key.
     *
     * @throws MalformedPayloadException if more waits for it already than can be kept
     */
    void add(String key, Waiting waiting) {
        WaitingRow others = store.get(key);
        WaitingRow all =
                (others == null ? new WaitingRow(context.currentSystemTimeMs(), List.of()) : others).with(waiting);
        if (others != null && all.size() > Topic.MAX_RECORD_BYTES) {
            throw new MalformedPayloadException("more than can wait for one key");
        }
        store.put(key, all);
    }

    /** Has a key destroyed as soon as it comes. */
    void destroyLater(String key) {
        if (store.get(key) == null) {
            store.put(key, new WaitingRow(context.currentSystemTimeMs(), List.of()));
        }
    }

    /** How many records of a shipment wait. */
    long count(ShipmentId shipment) {
        return rows(shipment).stream()
                .mapToLong(row -> row.value.records().size())
                .sum();
    }

    private List<KeyValue<String, WaitingRow>> rows(ShipmentId shipment) {
        List<KeyValue<String, WaitingRow>> rows = new ArrayList<>();
        try (KeyValueIterator<String, WaitingRow> found = store.prefixScan(shipment + ":", new StringSerializer())) {
            found.forEachRemaining(rows::add);
        }
        return rows;
    }

    /** What has waited for a key, and waits no more. */
    Optional<WaitingRow> take(String key) {
        WaitingRow row = store.get(key);
        if (row != null) {
            store.delete(key); // else the changelog would be told of every key that nothing waits for
        }
        return Optional.ofNullable(row);
    }

    /** What has waited for any key of a shipment, and waits no more. */
    List<Waiting> takeAll(ShipmentId shipment) {
        List<KeyValue<String, WaitingRow>> rows = rows(shipment);
        rows.forEach(row -> store.delete(row.key));
        return rows.stream().flatMap(row -> row.value.records().stream()).toList();
    }

    /** All that wait, to look at them some at a time. */
    RoundRepository<WaitingRow> round() {
        return new RoundRepository<>(store);
    }
}
