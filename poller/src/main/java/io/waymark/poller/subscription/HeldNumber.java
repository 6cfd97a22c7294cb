package io.waymark.poller.subscription;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A number that waits for a person.
 *
 * @param operation what its provider finds fault with: {@code subscribe} or {@code query}
 * @param code the provider's own code for why, or our word, e.g. {@code phone-missing}
 * @param since when it was last tried; null if that is not known
 */
record HeldNumber(
        String operation,
        String shipmentId,
        String provider,
        String carrier,
        String trackingNumber,
        String code,
        @Nullable OffsetDateTime since) {}
