package io.waymark.console.track;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much of the tracking page one address gets. Each replica counts for itself. */
@ConfigMapping(prefix = "waymark.track")
interface TrackConfig {

    /** Environment variable {@code WAYMARK_TRACK_PAGES}: pages that an address may load in a window. */
    @WithDefault("300")
    long pages();

    /**
     * Environment variable {@code WAYMARK_TRACK_MISSES}: of these, how many may be of parcels that are not there. An address
     * that has used them up gets no page at all: else it would learn which numbers exist.
     */
    @WithDefault("30")
    long misses();

    /** Environment variable {@code WAYMARK_TRACK_WINDOW}: in this time both fill again, steadily. */
    @WithDefault("PT10M")
    Duration window();
}
