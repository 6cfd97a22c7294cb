package io.waymark.notifier.settlement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a gateway's own record is read back and compared with ours. */
@ConfigMapping(prefix = "waymark.reconcile")
public interface ReconcileConfig {

    /** Wait after an upload, for the gateway to look the parcel up; also after an inquiry that brought no answer. */
    @WithDefault("PT10M")
    Duration after();

    /** Wait after each comparison that was not the last. */
    @WithDefault("P1D")
    Duration every();

    /** How long after the proof a gateway is asked that does not come to see the parcel as delivered. */
    @WithDefault("P60D")
    Duration until();

    /** How often rows are looked for that are to be compared. */
    @WithDefault("PT5S")
    Duration tick();
}
