package io.waymark.console.rebuild;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A rebuild as it is kept; see {@link RebuildView} for its parts. */
record Rebuild(
        UUID id,
        RebuildState state,
        @Nullable String history,
        String actor,
        Instant startedAt,
        @Nullable Instant replayedAt,
        @Nullable Instant finishedAt,
        String detail) {}
