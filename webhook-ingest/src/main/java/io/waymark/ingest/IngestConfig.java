package io.waymark.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the door itself. */
@ConfigMapping(prefix = "waymark.ingest")
public interface IngestConfig {

    /**
     * How long a callback waits for Kafka's acknowledgement. After it the provider is answered 503 and sends again;
     * longer rides out a broker's restart, shorter frees connections sooner.
     */
    @WithDefault("5s")
    Duration durableWithin();

    /** How many refused callbacks a second are kept for inspection. All are counted; those above are not kept. */
    @WithDefault("20")
    int rejectedPerSecond();
}
