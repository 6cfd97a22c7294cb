package io.waymark.poller.watch;

import io.waymark.carriers.ProviderId;
import io.waymark.carriers.TrackingQuery;
import io.waymark.contract.ShipmentId;
import io.waymark.poller.plan.Purpose;
import io.waymark.poller.plan.WatchFacts;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code watch} as it was locked: one number that is followed at one provider.
 *
 * @param id of the row
 * @param shipmentId whose number
 * @param provider who is asked
 * @param carrier the number's, in Waymark's code; "" for the provider to recognise
 * @param askedCarrier the carrier that a query names: the corrected one where the parcel turned out to be another
 *     carrier's
 * @param trackingNumber in its normal form
 * @param subscription counts the subscriptions of the shipment at the provider; filed with an answer as pushes bring it back
 * @param merchantId who is billed: the first merchant that registered it; "" if none did
 * @param origin where the parcel starts; null if not said; personal data
 * @param destination where it goes; null if not said; personal data
 * @param phone of the sender or recipient; null if not said; personal data
 * @param attempt counts the calls; whoever records an answer must name its number
 * @param calling whether a call was begun whose outcome is not recorded (yet)
 * @param purpose of the plan that the row holds
 * @param answerDigest SHA-256 of the last answer's body; null before the first
 * @param facts what a plan is made from
 */
public record Watched(
        long id,
        ShipmentId shipmentId,
        ProviderId provider,
        String carrier,
        String askedCarrier,
        String trackingNumber,
        int subscription,
        String merchantId,
        @Nullable String origin,
        @Nullable String destination,
        @Nullable String phone,
        long attempt,
        boolean calling,
        Purpose purpose,
        byte @Nullable [] answerDigest,
        WatchFacts facts) {

    /** What the provider is asked. */
    public TrackingQuery query() {
        return new TrackingQuery(askedCarrier, trackingNumber, origin, destination, phone);
    }

    /** Without number, places and phone: personal data stays out of logs. */
    @Override
    public String toString() {
        return "Watched[id=" + id + ", shipmentId=" + shipmentId + ", provider=" + provider.code() + ", attempt="
                + attempt + "]";
    }
}
