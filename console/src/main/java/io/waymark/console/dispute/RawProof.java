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
 * @param bytes how many were sent
 * @param sha256 of the bytes that are kept, lower-case hex: as they were sent, unless they are sealed
 * @param sealedWith the key that seals them; null where they are plain
 */
record RawProof(
        String provider,
        Instant receivedAt,
        Evidence evidence,
        String verifiedBy,
        String contentType,
        int bytes,
        String sha256,
        @Nullable String sealedWith) {

    static RawProof of(RawPayload raw) {
        return new RawProof(
                raw.provider(),
                raw.receivedAt(),
                raw.evidence(),
                raw.verifiedBy(),
                raw.contentType(),
                raw.body().length,
                Digests.sha256(raw.body()),
                raw.keyId());
    }
}
