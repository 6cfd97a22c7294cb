package io.waymark.console.eta;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often it is looked at how long parcels take. */
@ConfigMapping(prefix = "waymark.eta")
interface EtaConfig {

    /** Environment variable {@code WAYMARK_ETA_EVERY}. */
    @WithDefault("PT6H")
    Duration every();
}
