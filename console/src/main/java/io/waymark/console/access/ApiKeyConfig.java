package io.waymark.console.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Keys that exist before anybody made one. */
@ConfigMapping(prefix = "waymark.api")
public interface ApiKeyConfig {

    /**
     * Environment variable {@code WAYMARK_API_KEYS}: entries with commas between them. An entry is {@code KEY}, a key
     * of the merchant {@code default}, or {@code MERCHANT=KEY}; both with all scopes. A key that is taken out stops
     * working at the next start. Without any, only keys from the database work.
     */
    Optional<List<String>> keys();

    /** How soon a key that another replica stored or revoked is noticed here. */
    @WithDefault("10s")
    Duration keysRefresh();
}
