package io.waymark.console.deadletter;

import io.waymark.contract.Rejection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A callback that was refused at the door, as the API shows it. Nothing in it was verified.
 *
 * @param provider at whose door, e.g. {@code kuaidi100}
 * @param reason why, e.g. {@code BAD_SIGNATURE}
 * @param sha256 of the body, so that the sender's own record of it can be found
 * @param size of the body in bytes
 * @param excerpt the first characters of the body with personal data masked
 * @param remoteAddress the sender's address; null if unknown
 * @param alsoRefused how many more were refused at that door for that reason shortly before, of which nothing is kept
 */
public record RejectionView(
        UUID rejectionId,
        String provider,
        String reason,
        Instant receivedAt,
        String sha256,
        int size,
        String excerpt,
        @Nullable String remoteAddress,
        long alsoRefused) {

    private static final int LONGEST_EXCERPT = 2000;

    static RejectionView of(UUID id, Rejection read) {
        String address = read.remoteAddress();
        return new RejectionView(
                id,
                Words.clean(read.provider(), Words.SHORT),
                Words.clean(read.reason(), Words.SHORT),
                Words.time(read.receivedAt().toEpochMilli()),
                Words.clean(read.sha256() == null ? "" : read.sha256(), Words.SHORT),
                Math.max(read.size(), 0),
                Words.clean(read.excerpt() == null ? "" : read.excerpt(), LONGEST_EXCERPT),
                address == null ? null : Words.clean(address, Words.SHORT),
                Math.max(read.alsoRefused(), 0));
    }
}
