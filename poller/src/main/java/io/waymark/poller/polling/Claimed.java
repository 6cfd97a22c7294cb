package io.waymark.poller.polling;

import java.util.List;

/**
 * What one claim came to.
 *
 * @param claims to be called
 * @param postponed due, but not to be called now
 * @param looks rows that were only planned anew, the postponed ones included
 */
record Claimed(List<PollClaim> claims, List<Selection.Postponed> postponed, int looks) {

    static final Claimed NOTHING = new Claimed(List.of(), List.of(), 0);

    /** Whether there may be more to do at once. */
    boolean isProgress() {
        return !claims.isEmpty() || looks > 0;
    }
}
