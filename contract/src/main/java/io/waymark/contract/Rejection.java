package io.waymark.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A callback that was refused at the door: the value of {@link Topics#REJECTED}. Nothing in it was verified.
 *
 * @param id the record's {@code ce_id}
 * @param provider at whose door, e.g. {@code kuaidi100}
 * @param reason why, one of a fixed list, e.g. {@code BAD_SIGNATURE}
 * @param receivedAt when it arrived
 * @param sha256 lower-case hex digest of the body, so that the sender's own record of it can be found
 * @param size of the body in bytes
 * @param excerpt the first characters of the body with personal data masked
 * @param remoteAddress the sender's address as the transport knows it; null if unknown
 * @param alsoRefused how many more were refused at that door for that reason shortly before, at most a second as a rule, and
 *     are not in the topic: more come than are kept. So all refused are the records, and these of each
 */
public record Rejection(
        String id,
        String provider,
        String reason,
        Instant receivedAt,
        String sha256,
        int size,
        String excerpt,
        @Nullable String remoteAddress,
        long alsoRefused) {}
