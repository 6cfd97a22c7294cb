package io.waymark.poller.subscription;

import java.time.OffsetDateTime;

/**
 * A subscription that waits for a person.
 *
 * @param code the provider's own code for why, or our word, e.g. {@code phone-missing}
 * @param since when it was last tried
 */
record HeldSubscription(
        String shipmentId, String provider, String carrier, String trackingNumber, String code, OffsetDateTime since) {}
