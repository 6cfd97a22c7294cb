package io.waymark.console.access;

import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Caller;
import io.waymark.api.access.KeyHash;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.console.readmodel.Position;
import io.waymark.contract.ApiKey;
import io.waymark.outbox.OutboxRelay;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes and revokes keys. Here they work, or no longer work, at once; at other replicas and at the poller seconds later.
 * Operators see and change their own merchant's keys, staff everybody's; what they may not see does not exist.
 */
@ApplicationScoped
public class KeyHandler {

    /** By which scanners for leaked secrets can know it. */
    private static final String PREFIX = "wmk_";

    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyBookRepository book;
    private final ApiKeyScheduler ring;
    private final OutboxRelay relay;

    KeyHandler(KeyBookRepository book, ApiKeyScheduler ring, OutboxRelay relay) {
        this.book = book;
        this.ring = ring;
        this.relay = relay;
    }

    /**
     * A key that was just made.
     *
     * @param secret the key itself, which is nowhere else
     */
    public record Made(StoredKey stored, String secret) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "Made[" + stored.keyId() + "]";
        }
    }

    /** Completes when the key works here. */
    public Uni<Made> make(Caller caller, KeyRequest request) {
        byte[] random = new byte[SECRET_BYTES];
        RANDOM.nextBytes(random);
        String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        ApiKey key = new ApiKey(
                KeyHash.of(secret), request.merchantId(), request.name(), request.scopes(), request.expiresAt(), null);
        StoredKey stored = new StoredKey(key, false, Instant.now().truncatedTo(ChronoUnit.MICROS), caller.name());
        return book.add(stored).chain(this::tell).replaceWith(new Made(stored, secret));
    }

    /** Fails with 404, and with 409 for one of the configuration. One that is revoked already stays so. */
    public Uni<Void> revoke(Caller caller, String keyId) {
        return find(caller, keyId).chain(stored -> {
            if (stored.isConfigured()) {
                throw new ProblemException(Problem.of(
                        ProblemType.CONFLICT, "The key stands in the configuration: take it out of WAYMARK_API_KEYS."));
            }
            return stored.key().revokedAt() != null
                    ? Uni.createFrom().voidItem()
                    : book.revoke(stored.key(), caller.name(), Instant.now().truncatedTo(ChronoUnit.MICROS))
                            .chain(this::tell);
        });
    }

    /** Fails with 404. */
    public Uni<StoredKey> find(Caller caller, String keyId) {
        return book.find(caller.owner(), keyId).map(found -> found.orElseThrow(() -> ProblemException.notFound("key")));
    }

    /** The newest first. */
    public Uni<List<StoredKey>> page(Caller caller, @Nullable Position after, int rows) {
        return book.page(caller.owner(), after, rows);
    }

    private Uni<Void> tell() {
        relay.wake();
        return ring.refresh();
    }
}
