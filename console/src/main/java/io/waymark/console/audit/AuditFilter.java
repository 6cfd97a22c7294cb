package io.waymark.console.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the audit is wanted; null means any.
 *
 * @param merchantId on whose behalf
 * @param from at or after
 * @param to before
 */
public record AuditFilter(
        @Nullable String merchantId,
        @Nullable String actor,
        @Nullable String action,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** The same, of one merchant alone; of all if that is null. */
    public AuditFilter of(@Nullable String merchant) {
        return new AuditFilter(merchant, actor, action, from, to);
    }
}
