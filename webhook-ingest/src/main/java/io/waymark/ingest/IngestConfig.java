package io.waymark.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the door itself. */
@ConfigMapping(prefix = "waymark.ingest")
public interface IngestConfig {

    /** How long a callback waits for Kafka's acknowledgement before it goes to the spool, and with it all that wait. */
    @WithDefault("1s")
    Duration spoolAfter();

    /** How long a callback waits for the spool's disk. After it the sender is answered 503 and sends again. */
    @WithDefault("5s")
    Duration durableWithin();

    /** How many refused callbacks a second are kept for inspection. All are counted; those above are not kept. */
    @WithDefault("20")
    int rejectedPerSecond();
}
