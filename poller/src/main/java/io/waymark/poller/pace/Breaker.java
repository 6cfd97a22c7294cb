package io.waymark.poller.pace;

import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a provider alone that does not answer: after so many failures in a row, or an HTTP 429, it opens for a while, then
 * lets one call through that finds out. If that fails too it stays open for twice as long.
 *
 * @param failures in a row; while it is open, as many as open it; while one call finds out, one less
 * @param trips how often it opened since the provider last answered
 * @param openUntil when the next call may find out; null while it is closed
 */
record Breaker(int failures, int trips, @Nullable Instant openUntil) {

    static final Breaker CLOSED = new Breaker(0, 0, null);

    private static final String TOO_MANY_REQUESTS = "http-429";

    private static final int MOST_DOUBLINGS = 20;

    /** Errors of a provider that is in trouble; any other is an answer of one that is not. */
    private static final Set<CarrierError> TROUBLE = EnumSet.of(
            CarrierError.TIMEOUT,
            CarrierError.UNREACHABLE,
            CarrierError.UNAVAILABLE,
            CarrierError.BUSY,
            CarrierError.MALFORMED);

    /**
     * When it opens and for how long.
     *
     * @param failures in a row that open it
     * @param base how long it is open the first time, and how long the call that finds out may take
     * @param most how long it is open at the most
     */
    record Rules(int failures, Duration base, Duration most) {

        private Duration open(int trips) {
            Duration wait = base.multipliedBy(1L << Math.min(trips, MOST_DOUBLINGS));
            return wait.compareTo(most) < 0 ? wait : most;
        }
    }

    boolean isClosed() {
        return openUntil == null;
    }

    /** Whether one call may find out. An end that is further away than any can be is one from before the clock was set back. */
    boolean mayProbe(Instant now, Rules rules) {
        return openUntil != null && (!openUntil.isAfter(now) || openUntil.isAfter(now.plus(farthest(rules))));
    }

    private static Duration farthest(Rules rules) {
        return rules.most().compareTo(rules.base()) > 0 ? rules.most() : rules.base();
    }

    /** After calls were begun: if it was open they are to find out. */
    Breaker begun(Instant now, Rules rules) {
        return isClosed() ? this : new Breaker(rules.failures() - 1, trips, now.plus(rules.base()));
    }

    /**
     * After calls ended. While it is open and nothing is to find out, they were begun before it opened and say nothing new.
     *
     * @param successes how many brought what they were made for
     */
    Breaker after(int successes, List<CarrierException> errors, Instant now, Rules rules) {
        if (!isClosed() && failures >= rules.failures()) {
            return this;
        }
        long inTrouble =
                errors.stream().filter(error -> TROUBLE.contains(error.error())).count();
        boolean answered = successes > 0 || inTrouble < errors.size();
        boolean refused = errors.stream().anyMatch(error -> error.code().equals(TOO_MANY_REQUESTS));
        int inRow = answered ? 0 : (int) Math.min(rules.failures(), failures + inTrouble);
        if (refused || inRow >= rules.failures()) {
            return new Breaker(rules.failures(), trips + 1, now.plus(rules.open(trips)));
        }
        return answered ? CLOSED : new Breaker(inRow, trips, openUntil);
    }
}
