package io.waymark.ingest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Settings of the spool. */
@ConfigMapping(prefix = "waymark.ingest.spool")
public interface SpoolConfig {

    /** Where it lies: a directory that outlives the process, on a disk of its own if it can be had. One process each. */
    @WithDefault("spool")
    Path dir();

    /** What it may hold, e.g. {@code 4G}. Beyond it callbacks are answered 503. */
    @WithDefault("4G")
    MemorySize maxBytes();

    /** The length of one file. The disk must have as much left before a new one is begun. */
    @WithDefault("16M")
    MemorySize segmentBytes();

    /**
     * How long a stop waits until everything in the spool is sent. What is left then is sent after the next start on the
     * same directory; so where the directory goes with the process, this must be long.
     */
    @WithDefault("5s")
    Duration emptyWithin();
}
