package io.waymark.console.transfer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import as its merchant sees it.
 *
 * @param charset in which the file was read
 * @param columns which field each column fills
 * @param linesTotal lines of the file, its head and empty ones too; {@code linesDone} of them are done
 * @param registered lines that registered a shipment for the first time
 * @param repeated lines that said what was registered before, or completed it
 * @param failed lines that were not registered; {@code errors} tells why
 * @param startedAt null while it waits for its first turn
 * @param finishedAt when it was done or cancelled; null before
 * @param estimatedEnd at the pace so far; null while that cannot be told, and after it
 * @param errors where the lines are listed that were not registered
 */
public record ImportView(
        UUID importId,
        ImportState state,
        String charset,
        List<String> columns,
        long bytesTotal,
        long bytesDone,
        long linesTotal,
        long linesDone,
        long registered,
        long repeated,
        long failed,
        Instant receivedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant estimatedEnd,
        String errors) {

    /** Whether something is still to come of it. */
    @JsonIgnore
    public boolean isOpen() {
        return finishedAt == null;
    }

    static ImportView of(StoredImport stored, Instant now) {
        return new ImportView(
                stored.id(),
                stored.state(),
                stored.charset().name(),
                stored.columns(),
                stored.bytesTotal(),
                stored.bytesDone(),
                stored.linesTotal(),
                stored.linesDone(),
                stored.registered(),
                stored.repeated(),
                stored.failed(),
                stored.receivedAt(),
                stored.startedAt(),
                stored.finishedAt(),
                stored.state() == ImportState.RUNNING ? estimate(stored, now) : null,
                "/v1/imports/" + stored.id() + "/errors");
    }

    private static @Nullable Instant estimate(StoredImport stored, Instant now) {
        return stored.startedAt() == null || stored.bytesDone() == 0
                ? null
                : now.plus(Duration.between(stored.startedAt(), now)
                        .multipliedBy(stored.bytesTotal() - stored.bytesDone())
                        .dividedBy(stored.bytesDone()));
    }
}
