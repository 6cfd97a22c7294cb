package io.waymark.console.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What merchants' endpoints may be, and how long it is told what became of messages. The notifier reads the first two too. */
@ConfigMapping(prefix = "waymark.webhook")
public interface WebhookConfig {

    /**
     * Environment variable {@code WAYMARK_WEBHOOK_MASTER_SECRETS}: of what the keys of endpoints are derived, the newest first.
     * Without one there are no keys, and so no new endpoints.
     */
    Optional<List<String>> masterSecrets();

    /** Whether an endpoint may be at a private address, by plain http and at any port: on one's own machine alone. */
    @WithDefault("false")
    boolean allowPrivate();

    /** How many endpoints a merchant may have. */
    @WithDefault("50")
    int perMerchant();

    /** How long deliveries are kept, from when there was something to tell. */
    @WithDefault("P30D")
    Duration deliveriesKept();
}
