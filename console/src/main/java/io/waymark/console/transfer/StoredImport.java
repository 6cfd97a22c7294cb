package io.waymark.console.transfer;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file with shipments to be registered.
 *
 * @param charset of its bytes
 * @param columns which field each column fills, by its path
 * @param bytesDone where the first line begins that is not done
 * @param linesDone how many lines end before that; the head is one
 * @param registered lines that registered a shipment for the first time
 * @param repeated lines that said what was registered before, or completed it
 * @param failed lines that were not registered
 * @param startedAt null while it waits for its first turn
 * @param finishedAt when it was done or cancelled; null before
 */
record StoredImport(
        UUID id,
        String merchantId,
        ImportState state,
        Charset charset,
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
        @Nullable Instant finishedAt) {}
