package io.waymark.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call to a gateway about a settlement, and what it came to.
 *
 * @param attempt which upload it was, from 1; of an inquiry, after which upload it was made
 * @param at when its outcome, or the loss of its sender, was kept
 * @param requestDigest hex SHA-256 of the exact body that was sent or, where a call has none, of its URL
 * @param outcome what it came to, e.g. {@code ACKNOWLEDGED}, {@code NOT_YET}, {@code NO_ANSWER}; {@code LOST} where the
 *     sender was gone before an answer could be kept; more may come
 * @param code the gateway's code, {@code HTTP nnn} or what went wrong on the way; empty if there is none
 * @param text the gateway's words, at most 200 characters; empty if there are none
 * @param durationMillis from the call to its answer; null where the sender was lost
 */
public record SettlementAttempt(
        int attempt,
        Kind kind,
        Instant at,
        String requestDigest,
        String outcome,
        String code,
        String text,
        @Nullable Long durationMillis) {

    /** What the gateway was called for. */
    public enum Kind {
        /** It was told of the parcel. */
        UPLOAD,
        /** It was asked what it has on record. */
        INQUIRY
    }
}
