package io.waymark.console.erasure;

import static io.waymark.console.erasure.ErasureStore.Fate.ERASED;
import static io.waymark.console.erasure.ErasureStore.Fate.EXPIRES;
import static io.waymark.console.erasure.ErasureStore.Fate.PSEUDONYMOUS;
import static io.waymark.console.erasure.ErasureStore.Fate.UNREADABLE;

import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where something was held of an erased shipment, and what becomes of it.
 *
 * @param store a topic, or what a service keeps
 * @param goneBy when it has gone; null where it stays, since it names nobody
 */
public record ErasureStore(String store, Fate fate, @Nullable Instant goneBy) {

    /** What becomes of it. */
    public enum Fate {
        /** It was erased; where it lies in Kafka, a newer record takes its place, and the cleaner removes it. */
        ERASED,
        /** It was sealed, and its keys are destroyed: once the cleaner has removed them nobody can open it. */
        UNREADABLE,
        /** It is masked or sealed, names the shipment by its id, and goes when its time is over. */
        EXPIRES,
        /** It stays: the ledger names the shipment by id and number, and nobody. */
        PSEUDONYMOUS
    }

    /** A topic's cleaner is due within that topic's setting, and done within as much again. */
    private static final int CLEANED_AFTER = 2;

    private record Row(String store, Fate fate, @Nullable Duration after, boolean isOfRegistrations) {

        private ErasureStore at(Instant erasedAt) {
            return new ErasureStore(store, fate, after == null ? null : erasedAt.plus(after));
        }
    }

    // spotless:off
    private static final List<Row> ALL = List.of(
            new Row("console: tables",                      ERASED,       Duration.ZERO,                   true),
            new Row("notifier: tables",                     ERASED,       Duration.ZERO,                   true),
            new Row("poller: tables",                       ERASED,       Duration.ZERO,                   true),
            new Row("normalizer: stores",                   ERASED,       cleaned(Topics.LATEST),          false),
            new Row(Topics.SHIPMENTS.name(),                ERASED,       cleaned(Topics.SHIPMENTS),       true),
            new Row(Topics.LATEST.name(),                   ERASED,       cleaned(Topics.LATEST),          false),
            new Row(Topics.KEYS.name(),                     ERASED,       cleaned(Topics.KEYS),            false),
            new Row(Topics.RAW.name(),                      UNREADABLE,   cleaned(Topics.KEYS),            false),
            new Row(Topics.FORWARDS.name(),                 EXPIRES,      expired(Topics.FORWARDS),        false),
            new Row(Topics.COMMANDS.name(),                 EXPIRES,      expired(Topics.COMMANDS),        true),
            new Row(Topics.REJECTED.name(),                 EXPIRES,      expired(Topics.REJECTED),        false),
            new Row(Topics.DELIVERIES.name(),               EXPIRES,      expired(Topics.DELIVERIES),      true),
            new Row(Topics.EVENTS.name(),                   EXPIRES,      expired(Topics.EVENTS),          false),
            new Row("dlq.*",                                EXPIRES,      expired(Topics.SHIPMENTS.deadLettersOf(Topics.POLLER_GROUP)), true),
            new Row(Topics.SETTLEMENTS.name(),              PSEUDONYMOUS, null,                            true));
    // spotless:on

    /** All of them, for what was erased then. */
    static List<ErasureStore> of(ErasureScope scope, Instant erasedAt) {
        return ALL.stream()
                .filter(row -> scope == ErasureScope.SHIPMENT || row.isOfRegistrations)
                .map(row -> row.at(erasedAt))
                .toList();
    }

    /** When the last of them has gone. */
    static Instant last(List<ErasureStore> stores) {
        return stores.stream()
                .flatMap(store -> Stream.ofNullable(store.goneBy))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Duration cleaned(Topic<?, ?> topic) {
        return setting(topic, "max.compaction.lag.ms").multipliedBy(CLEANED_AFTER);
    }

    /** A file goes when the newest of its records may. */
    private static Duration expired(Topic<?, ?> topic) {
        return setting(topic, "retention.ms").plus(setting(topic, "segment.ms"));
    }

    private static Duration setting(Topic<?, ?> topic, String name) {
        Map<String, String> settings = topic.settings();
        return Duration.ofMillis(Long.parseLong(Objects.requireNonNull(settings.get(name), name)));
    }
}
