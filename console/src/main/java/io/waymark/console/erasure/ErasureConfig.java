package io.waymark.console.erasure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How erasures are followed up. */
@ConfigMapping(prefix = "waymark.erasure")
public interface ErasureConfig {

    /** Environment variable {@code WAYMARK_ERASURE_ASK_AGAIN}: after how long a service is asked again that has not answered. */
    @WithDefault("PT15M")
    Duration askAgain();

    /** How often it is looked who has not answered; {@link ErasureScheduler} reads it by its name. */
    @WithDefault("PT15S")
    Duration every();
}
