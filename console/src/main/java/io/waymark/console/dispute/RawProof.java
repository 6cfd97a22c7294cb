package io.waymark.console.dispute;

import io.waymark.contract.Evidence;
import io.waymark.contract.RawPayload;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a raw record proves without being shown: it holds personal data.
 *
 * @param provider who sent it
 * @param receivedAt when the last byte of it had reached us
 * @param evidence how far it can be trusted
 * @param verifiedBy which secret it was verified with, by name and place
 * @param contentType the media type the sender declared
 * @param bytes how many were sent; null where they cannot be opened
 * @param sha256 of the bytes as they were sent, lower-case hex; null where they cannot be opened
 * @param seal how they are kept
 */
record RawProof(
        String provider,
        Instant receivedAt,
        Evidence evidence,
        String verifiedBy,
        String contentType,
        @Nullable Integer bytes,
        @Nullable String sha256,
        Seal seal) {

    /** How the bytes of a raw record are kept. */
    enum Seal {
        /** As they are. */
        NONE,
        /** Sealed; they were opened to be proven. */
        OPENED,
        /** Sealed, and what would open them is destroyed: the shipment was erased, or they are too old. */
        KEY_DESTROYED,
        /** Sealed; what opens them was not found in time, or a master key is not configured. */
        UNREADABLE
    }

    /** @param body as it was sent; null where it cannot be opened */
    static RawProof of(RawPayload raw, byte @Nullable [] body, Seal seal) {
        return new RawProof(
                raw.provider(),
                raw.receivedAt(),
                raw.evidence(),
                raw.verifiedBy(),
                raw.contentType(),
                body == null ? null : body.length,
                body == null ? null : Digests.sha256(body),
                seal);
    }
}
