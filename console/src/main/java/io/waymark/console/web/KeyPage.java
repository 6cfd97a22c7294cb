package io.waymark.console.web;

import io.waymark.api.access.Scopes;
import io.waymark.console.access.StoredKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys there are and were.
 *
 * @param own what the viewer may do, and may let others do
 * @param made the key that was just made, shown this once; null if none was
 */
public record KeyPage(List<StoredKey> keys, List<String> own, Instant now, @Nullable String made) {

    /** Whether a key works: {@code valid}, {@code expired} or {@code revoked}. */
    public String state(StoredKey key) {
        if (key.key().revokedAt() != null) {
            return "revoked";
        }
        return key.key().isExpired(now) ? "expired" : "valid";
    }

    /** What a key may do, in the order in which scopes are told. */
    public List<String> scopes(StoredKey key) {
        return key.key().scopes().stream().sorted().toList();
    }

    /** Whether it is ticked when the form is shown: what most keys need. */
    public boolean isUsual(String scope) {
        return !scope.equals(Scopes.OPERATE);
    }
}
