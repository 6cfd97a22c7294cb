package io.waymark.console.readmodel;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a shipment needs a person. */
@ConfigMapping(prefix = "waymark.queue")
public interface WorkQueueConfig {

    /** Environment variable {@code WAYMARK_QUEUE_PICKUP}: for how long a parcel may lie in a locker or at a station. */
    @WithDefault("P5D")
    Duration pickup();
}
