package io.waymark.normalizer.account;

import io.waymark.contract.HourAccount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of one partition of raw records. They lie in a store, so that they are committed together with what they
 * count, or not at all; its cache is written at each commit, so that a cell costs one record of its changelog however
 * often it was counted up.
 */
public final class AccountsRepository {

    /** Also part of the changelog topic's name: to rename it is to begin at nought, in the middle of every account. */
    public static final String STORE = "accounts";

    /**
     * A cell in which nothing was counted for so long leaves the store. A record that still came for it would begin its
     * account anew: raw records are kept for 180 days.
     */
    private static final Duration KEPT = Duration.ofDays(200);

    /** The store is read back whole at each start, and the newest segment of a topic is not compacted. */
    private static final Map<String, String> SMALL_SEGMENTS =
            Map.of("segment.bytes", Integer.toString(4 * 1024 * 1024));

    private final ProcessorContext<?, ?> context;
    private final KeyValueStore<String, Counts> store;

    /** What was counted since it was last told. */
    private final Map<Cell, Counts> changed = new HashMap<>();

    /** Finds out what was counted and not told before the partition came here. */
    public AccountsRepository(ProcessorContext<?, ?> context) {
        this.context = context;
        this.store = context.getStateStore(STORE);
        all().stream()
                .filter(cell -> !cell.value.told())
                .forEach(cell -> changed.put(Cell.ofKey(cell.key), cell.value));
    }

    /** The store, to be made with the topology. */
    public static StoreBuilder<KeyValueStore<String, Counts>> builder() {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(STORE),
                        Serdes.String(),
                        Serdes.serdeFrom(
                                (topic, counts) -> counts == null ? null : counts.write(),
                                (topic, bytes) -> bytes == null ? null : Counts.read(bytes)))
                .withCachingEnabled()
                .withLoggingEnabled(SMALL_SEGMENTS);
    }

    /**
     * The record at that offset was read and taken into a history.
     *
     * @param waited whether it is counted as one that waits, which it no longer is
     */
    public void normalized(Cell cell, long offset, boolean waited, Scans scans) {
        count(cell, counts -> counts.normalized(scans, offset + 1, waited, context.currentSystemTimeMs()));
    }

    /** The record at that offset went to the dead letters. */
    public void deadLettered(Cell cell, long offset, boolean waited) {
        count(cell, counts -> counts.deadLettered(offset + 1, waited, context.currentSystemTimeMs()));
    }

    /** The record at that offset waits for what it is opened with. */
    public void waits(Cell cell, long offset) {
        count(cell, counts -> counts.waiting(offset + 1, context.currentSystemTimeMs()));
    }

    private void count(Cell cell, UnaryOperator<Counts> more) {
        Counts counts = more.apply(counts(cell));
        changed.put(cell, counts);
        store.put(cell.key(), counts);
    }

    private Counts counts(Cell cell) {
        @Nullable Counts counts = changed.get(cell);
        if (counts == null) {
            counts = store.get(cell.key());
        }
        return counts == null ? Counts.NONE : counts;
    }

    /** The accounts that changed since they were last taken, as they are now. They count as told. */
    public List<HourAccount> takeChanged() {
        List<HourAccount> accounts = new ArrayList<>();
        changed.forEach((cell, counts) -> {
            accounts.add(counts.account(context.taskId().partition(), cell));
            store.put(cell.key(), counts.asTold());
        });
        changed.clear();
        return accounts;
    }

    /** Lets go of cells in which nothing is counted any more. Their last accounts stay in the topic. */
    public void forgetOld() {
        long before = context.currentSystemTimeMs() - KEPT.toMillis();
        all().stream()
                .filter(cell -> cell.value.told() && cell.value.changedAt() < before)
                .forEach(cell -> store.delete(cell.key));
    }

    private List<KeyValue<String, Counts>> all() {
        List<KeyValue<String, Counts>> cells = new ArrayList<>();
        try (KeyValueIterator<String, Counts> all = store.all()) {
            all.forEachRemaining(cells::add);
        }
        return cells;
    }
}
