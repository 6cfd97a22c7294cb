package io.waymark.api.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keys that exist before anybody made one. */
@ConfigMapping(prefix = "waymark.api")
public interface ApiKeyConfig {

    /**
     * Environment variable {@code WAYMARK_API_KEYS}: entries with commas between them, each {@code MERCHANT=KEY} or
     * {@code KEY}; both have all scopes. Several entries may name one merchant, which is how its key is changed: add the
     * new one, move the clients, take out the old one. Of the keys without a name the first is the merchant
     * {@code default}'s; each further one is a merchant of its own, {@code key-} and the first 12 hex digits of the key's
     * SHA-256. Of a key that stands twice the first entry counts. A key that is taken out stops working at the next
     * start. Without any, only keys that the service keeps itself work.
     */
    Optional<List<String>> keys();

    /**
     * Environment variable {@code WAYMARK_API_OPERATORS}: merchants, by name, whose keys with the scope {@code operate} see
     * and order all merchants' settlements. None unless said: each key then keeps to its own merchant's.
     */
    Optional<Set<String>> operators();

    /** Where keys are kept in a database: how soon one that another replica stored or revoked is noticed. */
    @WithDefault("10s")
    Duration keysRefresh();
}
