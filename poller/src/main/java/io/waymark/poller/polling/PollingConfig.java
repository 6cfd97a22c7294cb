package io.waymark.poller.polling;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How numbers that are due are worked off. */
@ConfigMapping(prefix = "waymark.polling")
interface PollingConfig {

    /** Whether this replica asks at all. */
    @WithDefault("true")
    boolean enabled();

    /** How often due numbers are looked for. At least 1 s. */
    @WithDefault("1s")
    Duration every();

    /** Rounds per provider and replica at a time; times {@link #batch} no more than 128, the calls that can be waiting. */
    @WithDefault("4")
    int workers();

    /** Numbers that one round claims at the most. */
    @WithDefault("32")
    int batch();

    /**
     * How long a number belongs to the replica that claimed it; after a crash it is taken over then. The service does
     * not start with one that is not longer than a call can take.
     */
    @WithDefault("PT20S")
    Duration lease();
}
