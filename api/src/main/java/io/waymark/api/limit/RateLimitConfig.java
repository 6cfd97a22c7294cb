package io.waymark.api.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many calls are served. Each replica counts for itself, so a service with three of them serves up to three times as many. */
@ConfigMapping(prefix = "waymark.rate-limit")
public interface RateLimitConfig {

    /** Environment variable {@code WAYMARK_RATE_LIMIT_CALLS}: plain calls that each key may make in a window. */
    @WithDefault("6000")
    long calls();

    /**
     * Environment variable {@code WAYMARK_RATE_LIMIT_WINDOW}: in this time a used up allowance fills again, steadily; at
     * least one second.
     */
    @WithDefault("PT1M")
    Duration window();

    /**
     * Environment variable {@code WAYMARK_RATE_LIMIT_REFUSALS}: calls without a valid key that each address may make in a
     * window.
     */
    @WithDefault("300")
    long refusals();

    /**
     * Environment variable {@code WAYMARK_RATE_LIMIT_TRUSTED_HOPS}: how many proxies of our own every call passes, each
     * appending to {@code X-Forwarded-For}.
     */
    @WithDefault("0")
    int trustedHops();
}
