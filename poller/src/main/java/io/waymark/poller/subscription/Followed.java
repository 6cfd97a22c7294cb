package io.waymark.poller.subscription;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One number of a shipment: who should be telling of it, and whether they do.
 *
 * @param provider who is asked
 * @param carrier the number's; "" for the provider to recognise
 * @param state of its subscription, see {@link SubscriptionState}; null if none was ordered
 * @param number counts its subscriptions; null if none was ordered
 * @param since when the provider accepted; null if it has not
 * @param lastHeard when the provider last told something; null if never
 * @param silentSince since when it should have told something; null if it is not silent
 * @param nextLookAt when it is looked at again; null if there is nothing to do until something happens
 * @param purpose what it is asked about for; null if it is not followed
 * @param endReason why it is not looked at any more; null while it is open
 * @param lastCode what the provider said last when it was asked or subscribed; null before
 */
record Followed(
        String provider,
        String carrier,
        String trackingNumber,
        @Nullable String state,
        @Nullable Integer number,
        @Nullable OffsetDateTime since,
        @Nullable OffsetDateTime lastHeard,
        @Nullable OffsetDateTime silentSince,
        @Nullable OffsetDateTime nextLookAt,
        @Nullable String purpose,
        @Nullable String endReason,
        @Nullable String lastCode) {}
