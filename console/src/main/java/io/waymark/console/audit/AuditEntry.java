package io.waymark.console.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody asked for.
 *
 * @param merchantId on whose behalf; null where the caller was not recognised
 * @param actor the merchant and which of its keys or people; empty where the caller was not recognised
 * @param action method and path, e.g. {@code POST /v1/settlements/{settlementId}/hold}, or {@code login}
 * @param target the path of what it was about; empty if it names none
 * @param status of the answer
 * @param source the network that the call came from, e.g. {@code 203.0.113.0/24}; a whole address might be a person's
 */
public record AuditEntry(
        UUID id,
        Instant at,
        @Nullable String merchantId,
        String actor,
        String action,
        String target,
        int status,
        String source) {

    /** The action of a caller who showed a key or a token: a person for the first time with it, or anybody who was refused. */
    public static final String LOGIN = "login";
}
