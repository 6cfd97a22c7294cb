package io.waymark.poller.polling;

import io.waymark.poller.cost.Charge;
import io.waymark.poller.pace.NumberKey;
import io.waymark.poller.plan.Plan;
import io.waymark.poller.plan.Purpose;
import io.waymark.poller.plan.Rank;
import io.waymark.poller.watch.Watched;

/** A locked row and the plan that was made of it at the claim. */
record Candidate(Watched watched, Plan plan) {

    /** The number as the provider is asked for it. */
    NumberKey number() {
        return number(watched);
    }

    /** What the provider charges for a call that it has answered. */
    static Charge charge(Watched watched) {
        return new Charge(number(watched), watched.merchantId(), Rank.USUAL, true);
    }

    static NumberKey number(Watched watched) {
        return new NumberKey(watched.askedCarrier(), watched.trackingNumber());
    }

    /** A parcel that has arrived is not paid for once more. */
    Charge charge() {
        return new Charge(number(), watched.merchantId(), plan.rank(), !isAftercare());
    }

    boolean isAftercare() {
        return plan.purpose() == Purpose.AFTERCARE;
    }
}
