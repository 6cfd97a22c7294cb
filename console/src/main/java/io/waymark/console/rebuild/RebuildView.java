package io.waymark.console.rebuild;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The last rebuild as operators see it.
 *
 * @param rebuildId null if there never was one; so are the other parts then
 * @param state how far it has come
 * @param history the schema from which what the topics no longer hold is taken; null for nothing but the topics
 * @param actor who ordered it
 * @param finishedAt when the new tables took over, or when it was cancelled; null before
 * @param detail what it does, or what it failed at last and tries again
 * @param done records of the topics that are applied, counted by their offsets
 * @param total how many there were when it began
 * @param estimatedEnd when the replay ends, at the pace so far; null while that cannot be told, and after it
 * @param partitions the same for each partition
 */
public record RebuildView(
        @Nullable UUID rebuildId,
        RebuildState state,
        @Nullable String history,
        @Nullable String actor,
        @Nullable Instant startedAt,
        @Nullable Instant replayedAt,
        @Nullable Instant finishedAt,
        String detail,
        long done,
        long total,
        @Nullable Instant estimatedEnd,
        List<Part> partitions) {

    static final RebuildView NONE =
            new RebuildView(null, RebuildState.NONE, null, null, null, null, null, "", 0, 0, null, List.of());

    /** One partition of a topic. */
    public record Part(String topic, int partition, long done, long total) {}

    static RebuildView of(Rebuild rebuild, List<Part> parts, Instant now) {
        long done = parts.stream().mapToLong(Part::done).sum();
        long total = parts.stream().mapToLong(Part::total).sum();
        return new RebuildView(
                rebuild.id(),
                rebuild.state(),
                rebuild.history(),
                rebuild.actor(),
                rebuild.startedAt(),
                rebuild.replayedAt(),
                rebuild.finishedAt(),
                rebuild.detail(),
                done,
                total,
                rebuild.state() == RebuildState.REPLAYING ? estimate(rebuild.startedAt(), now, done, total) : null,
                parts);
    }

    private static @Nullable Instant estimate(Instant startedAt, Instant now, long done, long total) {
        return done == 0
                ? null
                : now.plus(Duration.between(startedAt, now)
                        .multipliedBy(Math.max(total - done, 0))
                        .dividedBy(done));
    }
}
