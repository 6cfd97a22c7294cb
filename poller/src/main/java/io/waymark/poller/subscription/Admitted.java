package io.waymark.poller.subscription;

import java.time.Duration;
import java.util.List;

/**
 * What became of due rows.
 *
 * @param granted to be called about now
 * @param waiting not to be called about now
 */
record Admitted(List<SubscriptionClaim> granted, List<Waiting> waiting) {

    static final Admitted NONE = new Admitted(List.of(), List.of());

    /** The provider takes no further subscription of the number this month. */
    static final String MONTHLY_FOUR = "monthly-four";

    /** This month's budget is used up. */
    static final String BUDGET = "budget";

    /**
     * A row that waits.
     *
     * @param claim that is not made
     * @param dueIn how long
     * @param code why: {@link #MONTHLY_FOUR} or {@link #BUDGET}
     */
    record Waiting(SubscriptionClaim claim, Duration dueIn, String code) {}

    /** How many rows were looked at. */
    int rows() {
        return granted.size() + waiting.size();
    }
}
