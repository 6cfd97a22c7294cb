package io.waymark.normalizer;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Goes round a store, some entries at a time, so that nobody waits for long. */
final class RoundRepository<V> {

    private final ReadOnlyKeyValueStore<String, V> store;
    private @Nullable String next;

    RoundRepository(ReadOnlyKeyValueStore<String, V> store) {
        this.store = store;
    }

    /** Those that follow; after the last it begins anew. */
    List<KeyValue<String, V>> some(int most) {
        List<KeyValue<String, V>> some = new ArrayList<>();
        try (KeyValueIterator<String, V> rest = store.range(next, null)) {
            while (some.size() < most && rest.hasNext()) {
                some.add(rest.next());
            }
            next = rest.hasNext() ? rest.peekNextKey() : null;
        }
        return some;
    }

    /** Whether the last entry has been given, and the first comes next. */
    boolean isAtTheBeginning() {
        return next == null;
    }
}
