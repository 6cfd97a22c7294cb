package io.waymark.api.access;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.waymark.contract.ApiKey;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * All valid keys, in memory: a call costs one hash and one look-up, and a wrong key costs no more than a right one.
 * What is compared are hashes, so the time it takes tells nothing about a key.
 */
public class KeyRing {

    private volatile Map<String, ApiKey> byHash = Map.of();

    /** The key's merchant and scopes; empty if it is not, or no longer, valid. */
    public Optional<ApiKey> find(String key) {
        return withHash(KeyHash.of(key));
    }

    /** The same for who knows no more of a key than its hash; see {@link KeyHash}. */
    public Optional<ApiKey> withHash(String hash) {
        return Optional.ofNullable(byHash.get(hash)).filter(found -> found.isValid(Instant.now()));
    }

    /** From now on these are the valid keys, and no others. */
    public void replace(Collection<ApiKey> keys) {
        byHash = keys.stream().collect(toUnmodifiableMap(ApiKey::keyHash, Function.identity()));
    }
}
