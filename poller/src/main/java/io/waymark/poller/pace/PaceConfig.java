package io.waymark.poller.pace;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a provider is left alone. */
@ConfigMapping(prefix = "waymark.pace")
interface PaceConfig {

    /** Failures in a row after which a provider is left alone for a while. One HTTP 429 is enough. */
    @WithDefault("5")
    int breakerFailures();

    /** How long the first time, doubled every time that it still does not answer. Longer than a call can take. */
    @WithDefault("PT30S")
    Duration breakerBase();

    /** How long at the most. */
    @WithDefault("PT10M")
    Duration breakerMost();
}
