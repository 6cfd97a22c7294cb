package io.waymark.normalizer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.carriers.Mapping;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.Providers;
import io.waymark.normalizer.status.MeaningTable;
import io.waymark.normalizer.status.StateMachine;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Which mappings one partition goes by, and how far its shipments have been looked at anew since that changed. A partition
 * that has gone by a newer mapping than this instance brings keeps to it, wherever it is processed next.
 */
final class MappingsRepository {

    /** Also part of the changelog topic's name. */
    static final String STORE = "mappings";

    /** Followed by the provider: the mapping that the partition goes by, as its file. */
    static final String MAPPING = "mapping/";

    private static final String IN_USE = "in-use";
    private static final String LOOKED_AT = "looked-at";
    private static final String NEXT = "next";

    private final KeyValueStore<String, String> store;
    private final MeaningTable own;
    private String inUse = "";
    private MeaningTable meanings;
    private StateMachine machine;

    /** @param own what this instance brings */
    MappingsRepository(ProcessorContext<?, ?> context, MeaningTable own) {
        this.store = context.getStateStore(STORE);
        this.own = own;
        this.meanings = own;
        this.machine = new StateMachine(own);
    }

    static StoreBuilder<KeyValueStore<String, String>> builder() {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(STORE), Serdes.String(), Serdes.String());
    }

    /** A value of {@link #MAPPING} as it lies in the changelog. */
    static String text(byte[] value) {
        return new String(value, UTF_8);
    }

    /** What the partition goes by now: of each provider's mapping the newer of the instance's and the partition's. */
    MeaningTable meanings() {
        String now = orEmpty(store.get(IN_USE));
        if (!now.equals(inUse)) {
            meanings = own;
            for (ProviderId provider : ProviderId.values()) {
                String text = orEmpty(store.get(MAPPING + provider.code()));
                meanings = text.isEmpty() ? meanings : meanings.with(Mapping.of(provider, text));
            }
            machine = new StateMachine(meanings);
            inUse = now;
        }
        return meanings;
    }

    /** The state machine that goes by {@link #meanings}. */
    StateMachine machine() {
        meanings();
        return machine;
    }

    /** Lets the partition go by a mapping from now on, if it is newer. */
    void use(Mapping mapping) {
        MeaningTable newer = meanings().with(mapping);
        if (newer != meanings) {
            store.put(MAPPING + mapping.provider().code(), mapping.text());
            store.put(IN_USE, newer.versions());
        }
    }

    /** Makes what the instance brings the partition's own, so that it stays so on another instance. */
    void keep() {
        MeaningTable current = meanings();
        if (!current.versions().equals(store.get(IN_USE))) {
            Providers.ALL.forEach(provider -> {
                Mapping mapping = current.mappings().get(provider.id());
                if (mapping != null) {
                    store.put(MAPPING + provider.id().code(), mapping.text());
                }
            });
            store.put(IN_USE, current.versions());
        }
    }

    /** Whether every shipment has been looked at by what the partition goes by. */
    boolean isDone() {
        return meanings().versions().equals(store.get(LOOKED_AT));
    }

    /** The shipment from which to go on; empty to begin at the first. */
    Optional<String> next() {
        String prefix = meanings().versions() + "|";
        return Optional.ofNullable(store.get(NEXT))
                .filter(next -> next.startsWith(prefix))
                .map(next -> next.substring(prefix.length()));
    }

    void goOnFrom(String shipment) {
        store.put(NEXT, meanings().versions() + "|" + shipment);
    }

    void done() {
        store.put(LOOKED_AT, meanings().versions());
        store.delete(NEXT);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
