package io.waymark.poller.subscription;

import io.waymark.carriers.SubscriptionRequest;
import io.waymark.poller.cost.Charge;
import io.waymark.poller.pace.NumberKey;
import io.waymark.poller.plan.Rank;

/**
 * A due row that this replica works on until the lease ends.
 *
 * @param id of the row
 * @param attempt counts the attempts, from 1; the outcome is recorded only while no later one has begun
 * @param request what to ask for
 * @param merchantId who is billed; "" if nobody registered the number
 * @param rank of the parcel
 */
record SubscriptionClaim(long id, int attempt, SubscriptionRequest request, String merchantId, Rank rank) {

    /** As the provider is asked to follow it. */
    NumberKey number() {
        return new NumberKey(request.carrier(), request.trackingNumber());
    }

    /** What the provider may charge for it. */
    Charge charge() {
        return new Charge(number(), merchantId, rank, true);
    }
}
