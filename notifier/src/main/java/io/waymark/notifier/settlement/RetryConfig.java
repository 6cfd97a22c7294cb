package io.waymark.notifier.settlement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How uploads are repeated. */
@ConfigMapping(prefix = "waymark.retry")
public interface RetryConfig {

    /** Longest wait after the first attempt; doubled after each further one. */
    @WithDefault("PT30S")
    Duration base();

    /** Longest wait of all. */
    @WithDefault("PT6H")
    Duration ceiling();

    /** How long an answer in a code that is in no table is retried before it counts as a refusal. */
    @WithDefault("PT72H")
    Duration unknownCodePatience();
}
