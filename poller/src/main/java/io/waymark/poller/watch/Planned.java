package io.waymark.poller.watch;

import io.waymark.poller.plan.Plan;

/**
 * A plan for one row.
 *
 * @param id of the row of {@code watch}
 * @param plan when it is looked at next, and what for
 */
public record Planned(long id, Plan plan) {}
