package io.waymark.console.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many streams there may be, and how long one may take. */
@ConfigMapping(prefix = "waymark.stream")
public interface StreamConfig {

    /** Environment variable {@code WAYMARK_STREAM_PER_KEY}: how many streams one key or person may hold at a replica. */
    @WithDefault("100")
    int perKey();

    /** How many a replica holds in all. */
    @WithDefault("2000")
    int total();

    /** How often a reader to whom there is nothing to tell hears that the stream is alive. */
    @WithDefault("PT10S")
    Duration heartbeat();

    /** A reader that takes nothing for this long is cut off. */
    @WithDefault("PT30S")
    Duration patience();

    /**
     * After this long a stream ends, and the reader asks for its continuation: with what it may see by then. So a key that was
     * revoked reads no longer than this.
     */
    @WithDefault("PT5M")
    Duration longest();
}
