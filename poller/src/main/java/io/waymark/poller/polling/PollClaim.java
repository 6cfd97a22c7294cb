package io.waymark.poller.polling;

import io.waymark.poller.pace.NumberKey;
import io.waymark.poller.plan.Purpose;
import io.waymark.poller.watch.Watched;
import java.time.Duration;

/**
 * A due number that this replica asks about before the lease ends.
 *
 * @param watched the row as it was before the claim
 * @param purpose what it is asked about for
 * @param late how long after it was due it was claimed
 */
record PollClaim(Watched watched, Purpose purpose, Duration late) {

    /** The number of this call; the outcome is recorded only while no later one has begun. */
    long attempt() {
        return watched.attempt() + 1;
    }

    NumberKey number() {
        return Candidate.number(watched);
    }
}
