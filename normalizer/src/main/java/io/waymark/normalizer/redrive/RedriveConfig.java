package io.waymark.normalizer.redrive;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How orders to put dead letters back are carried out. */
@ConfigMapping(prefix = "waymark.redrive")
public interface RedriveConfig {

    /** Environment variable {@code WAYMARK_REDRIVE_PER_SECOND}: how many are put back in a second at most. */
    @WithDefault("200")
    int perSecond();
}
