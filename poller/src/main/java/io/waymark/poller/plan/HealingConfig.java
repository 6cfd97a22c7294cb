package io.waymark.poller.plan;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a provider that should push counts as silent. */
@ConfigMapping(prefix = "waymark.healing")
interface HealingConfig {

    /** Whether numbers are asked about too whose merchants want pushes alone. More is healed, and more is paid. */
    @WithDefault("false")
    boolean pushOnly();

    /** Gaps of one provider and status that our own history must hold before it counts; until then twice the provider's interval does. */
    @WithDefault("50")
    long leastSamples();

    /** How far back the history counts, and is kept: whole days. */
    @WithDefault("P30D")
    Duration history();

    /** How often it is looked at anew. */
    @WithDefault("60s")
    Duration every();
}
