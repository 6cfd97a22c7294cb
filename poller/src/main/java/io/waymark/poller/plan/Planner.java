package io.waymark.poller.plan;

/** Decides when a number is looked at next. Pure: the same facts and the same random number give the same plan. */
public interface Planner {

    /**
     * The plan that the facts lead to.
     *
     * @param random from 0 to 1: where in its range a wait lies; the same for a row until it is asked about, see
     *     {@link Jitter}: another one could find a row not due yet that was planned for now
     */
    Plan plan(WatchFacts facts, double random);
}
