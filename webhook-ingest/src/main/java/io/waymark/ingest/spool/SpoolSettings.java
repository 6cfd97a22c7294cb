package io.waymark.ingest.spool;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a spool shall be.
 *
 * @param directory where it lies, on a disk that survives the process
 * @param maxBytes what its segments may hold altogether
 * @param segmentBytes the length of one file; of this, too, the disk must have left before a new one is begun
 * @param writeWithin how long a write may take; one that takes longer shows as no {@linkplain Spool#room room}
 */
public record SpoolSettings(Path directory, long maxBytes, int segmentBytes, Duration writeWithin) {}
