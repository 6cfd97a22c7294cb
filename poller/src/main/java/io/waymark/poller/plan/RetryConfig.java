package io.waymark.poller.plan;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How patient Waymark is with others. */
@ConfigMapping(prefix = "waymark.retry")
public interface RetryConfig {

    /** The wait before the first repeat of a failed call; every later wait is a multiple of it. */
    @WithDefault("PT30S")
    Duration base();
}
