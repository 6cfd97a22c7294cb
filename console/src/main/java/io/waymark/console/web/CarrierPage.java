package io.waymark.console.web;

import io.waymark.console.report.Scorecard;

/** How carriers did, and of what it was asked. */
public record CarrierPage(ListQuery query, Scorecard scorecard) {

    /** Whether lanes are told apart. */
    public boolean isByLane() {
        return query.field("by").equals("lane");
    }

    /** Whether all that is known says nothing: then the fault may be the filter's. */
    public boolean isNarrow() {
        return query.isNarrow();
    }
}
