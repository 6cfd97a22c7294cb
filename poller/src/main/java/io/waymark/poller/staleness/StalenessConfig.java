package io.waymark.poller.staleness;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When staleness is computed. */
@ConfigMapping(prefix = "waymark.staleness")
interface StalenessConfig {

    /** How often. It reads an index entry of every open parcel. */
    @WithDefault("5m")
    Duration every();
}
