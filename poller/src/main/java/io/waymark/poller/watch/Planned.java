package io.waymark.poller.watch;

import io.waymark.poller.plan.Plan;

/**
 * A plan for one row.
 *
 * @param id of the row of {@code watch}
 * @param plan when it is looked at next, and what for
 * @param arrived whether its parcel has reached an end, so that nothing more is expected of its provider
 */
public record Planned(long id, Plan plan, boolean arrived) {

    /** A plan for a locked row. */
    public static Planned of(Watched watched, Plan plan) {
        return new Planned(watched.id(), plan, watched.facts().isArrived());
    }
}
