package io.waymark.poller.pace;

import java.time.Instant;

/**
 * A provider's row as it is now.
 *
 * @param now of the database, once the row is locked
 */
record Pace(TokenBucket bucket, Breaker breaker, Instant now) {

    /** How many calls may be made of those that are wanted. */
    Permits permits(int wanted, Breaker.Rules rules) {
        boolean probing = breaker.mayProbe(now, rules);
        int open = breaker.isClosed() ? wanted : probing ? 1 : 0;
        return new Permits(Math.min(bucket.calls(), open), probing);
    }
}
