package io.waymark.contract;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A merchant's API key as services that check keys know it: the value of {@link Topics#API_KEYS}. The key itself is
 * nowhere.
 *
 * @param keyHash lower-case hex SHA-256 of the key; the Kafka key
 * @param merchantId whose key
 * @param name what the merchant calls it; shown in audits
 * @param scopes what it may do: {@code register}, {@code read}, {@code operate}
 * @param expiresAt from when on it does not work; null for never
 * @param revokedAt when it was ended for good; null if it was not
 */
public record ApiKey(
        String keyHash,
        String merchantId,
        String name,
        Set<String> scopes,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {

    /** A key without an end. */
    public ApiKey(String keyHash, String merchantId, String name, Set<String> scopes) {
        this(keyHash, merchantId, name, scopes, null, null);
    }

    /** The same key, ended. */
    public ApiKey revoked(Instant at) {
        return new ApiKey(keyHash, merchantId, name, scopes, expiresAt, at);
    }

    /** Whether its time is over. */
    public boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** Whether it opens anything. */
    public boolean isValid(Instant now) {
        return revokedAt == null && !isExpired(now);
    }
}
