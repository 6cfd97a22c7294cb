package io.waymark.console.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.waymark.console.access.StoredKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key as the API shows it.
 *
 * @param keyId by which audits and orders name it
 * @param state whether it works, and if not, why
 * @param createdBy who made it; null for one of the configuration
 * @param key the key itself; in the answer to its making alone
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record KeyView(
        String keyId,
        String merchantId,
        String name,
        List<String> scopes,
        State state,
        boolean configured,
        Instant createdAt,
        @Nullable String createdBy,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key) {

    /** Whether a key works. */
    public enum State {
        VALID,
        EXPIRED,
        REVOKED
    }

    /** @param secret the key itself; null except in the answer to its making */
    public static KeyView of(StoredKey stored, @Nullable String secret, Instant now) {
        return new KeyView(
                stored.keyId(),
                stored.key().merchantId(),
                stored.key().name(),
                stored.key().scopes().stream().sorted().toList(),
                state(stored, now),
                stored.isConfigured(),
                stored.createdAt(),
                stored.createdBy(),
                stored.key().expiresAt(),
                stored.key().revokedAt(),
                secret);
    }

    private static State state(StoredKey stored, Instant now) {
        if (stored.key().revokedAt() != null) {
            return State.REVOKED;
        }
        return stored.key().isExpired(now) ? State.EXPIRED : State.VALID;
    }
}
