package io.waymark.console.access;

import io.waymark.api.access.KeyHash;
import io.waymark.contract.ApiKey;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key as the database has it.
 *
 * @param isConfigured whether it came from the configuration, and goes with it
 * @param createdBy who made it; null for one of the configuration
 */
public record StoredKey(ApiKey key, boolean isConfigured, Instant createdAt, @Nullable String createdBy) {

    private static final int UUID_DIGITS = 16;

    /** By which it is known without being known. */
    public String keyId() {
        return KeyHash.shortForm(key.keyHash());
    }

    /** Where it stands among keys that were made at the same time: the hash's first 128 bits. */
    public UUID place() {
        return new UUID(
                Long.parseUnsignedLong(key.keyHash().substring(0, UUID_DIGITS), UUID_DIGITS),
                Long.parseUnsignedLong(key.keyHash().substring(UUID_DIGITS, 2 * UUID_DIGITS), UUID_DIGITS));
    }
}
