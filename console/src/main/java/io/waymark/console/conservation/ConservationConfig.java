package io.waymark.console.conservation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the balance of what came in is watched. */
@ConfigMapping(prefix = "waymark.conservation")
public interface ConservationConfig {

    /** How often the metrics are drawn up, and what is no longer needed is deleted. */
    @WithDefault("PT15S")
    Duration every();

    /**
     * How long a place in a partition must have been known before records of other hours and providers before it count as
     * missing: the accounts of one moment lie in several partitions, and are read within this time of each other.
     */
    @WithDefault("PT30S")
    Duration settle();

    /** How far back the metrics look. */
    @WithDefault("P8D")
    Duration watch();

    /** How long the balance of an hour is kept. No less than raw records are, or they would be missed after their time. */
    @WithDefault("P190D")
    Duration kept();
}
