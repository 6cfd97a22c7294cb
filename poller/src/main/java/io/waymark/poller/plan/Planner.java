package io.waymark.poller.plan;

/** Decides when a number is looked at next. Pure: the same facts and the same random number give the same plan. */
public interface Planner {

    /**
     * The plan that the facts lead to.
     *
     * @param random from 0 to 1: where in its range a wait lies
     */
    Plan plan(WatchFacts facts, double random);
}
