package io.waymark.poller.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a number is looked at next, and what for. Made anew whenever a fact arrives, and again before every call: only a
 * plan that is due then is called.
 *
 * @param purpose what it is asked about for
 * @param rank before whom
 * @param dueIn how long to wait, from the facts' {@code now}; zero or less: at once; null: there is nothing to do until a fact arrives
 * @param silent whether its provider has been silent for longer than is usual
 * @param end why it is not looked at any more; null while it is open
 */
public record Plan(Purpose purpose, Rank rank, @Nullable Duration dueIn, boolean silent, @Nullable EndReason end) {

    /** The same, to be looked at again after another wait. */
    public Plan postponed(Duration wait) {
        return new Plan(purpose, rank, wait, silent, end);
    }

    /** Whether the time to ask has come. */
    public boolean isDue() {
        return dueIn != null && dueIn.compareTo(Duration.ZERO) <= 0;
    }
}
