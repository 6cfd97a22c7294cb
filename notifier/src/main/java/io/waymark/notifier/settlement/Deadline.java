package io.waymark.notifier.settlement;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * By when the gateway wants the proof, and what has been said about it.
 *
 * @param at null if the gateway sets no time, or nobody has said when the customer paid
 * @param alarm the last alarm, as days before the deadline; null if none was raised
 * @param overdue whether the time has passed before the gateway had the proof; stays
 */
record Deadline(@Nullable Instant at, @Nullable Integer alarm, boolean overdue) {

    /** None that is known. */
    static final Deadline NONE = new Deadline(null, null, false);

    /** Days before the deadline at which an alarm is raised, once each. */
    static final List<Integer> ALARMS = List.of(7, 3, 1);

    /** This one at another time. What was said about it stays said. */
    Deadline movedTo(@Nullable Instant time) {
        return new Deadline(time, alarm, overdue);
    }

    /** This one, flagged if its time has come. */
    Deadline flagged(Instant now) {
        return at != null && !now.isBefore(at) ? new Deadline(at, alarm, true) : this;
    }

    /** This one, flagged if its time has come, else with the alarm that is due. One that was missed is not made up for. */
    Deadline alarmed(Instant now) {
        Deadline flagged = flagged(now);
        return flagged.overdue
                ? flagged
                : ALARMS.stream()
                        .filter(days -> isReached(days, now))
                        .reduce((first, last) -> last)
                        .filter(this::isNews)
                        .map(days -> new Deadline(at, days, false))
                        .orElse(this);
    }

    /** When somebody must next be told; null if never. */
    @Nullable
    Instant dueAt() {
        if (at == null || overdue) {
            return null;
        }
        Optional<Integer> next = ALARMS.stream().filter(this::isNews).findFirst();
        return next.map(days -> at.minus(Duration.ofDays(days))).orElse(at);
    }

    /** What has been said last, for the history. */
    String words() {
        return overdue
                ? "the gateway's deadline has passed"
                : alarm == null ? "" : "the gateway's deadline is " + alarm + " days away or less";
    }

    private boolean isReached(int days, Instant now) {
        return at != null && !now.isBefore(at.minus(Duration.ofDays(days)));
    }

    private boolean isNews(int days) {
        return alarm == null || days < alarm;
    }
}
