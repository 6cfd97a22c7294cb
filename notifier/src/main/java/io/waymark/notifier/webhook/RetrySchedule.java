package io.waymark.notifier.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** When a message is sent again that an endpoint did not take. */
final class RetrySchedule {

    /** No answer of an endpoint's makes it wait longer. */
    static final Duration LONGEST_ASKED = Duration.ofHours(24);

    /** The most that is added to a wait, of the wait: endpoints that failed together are not asked together. */
    private static final double JITTER = 0.1;

    private final List<Duration> waits;
    private final double speed;
    private final DoubleSupplier random;

    /**
     * A schedule.
     *
     * @param waits before the second attempt, the third, …
     * @param speed how many times faster than they say
     * @param random from 0 to 1
     */
    RetrySchedule(List<Duration> waits, double speed, DoubleSupplier random) {
        this.waits = List.copyOf(waits);
        this.speed = speed;
        this.random = random;
    }

    /**
     * How long to wait.
     *
     * @param failed how often it was sent in vain since the schedule began, from 1
     * @param asked how long the endpoint wants to be left alone; zero if it did not say
     * @return empty if it is given up
     */
    Optional<Duration> next(int failed, Duration asked) {
        if (failed > waits.size()) {
            return Optional.empty();
        }
        Duration own = scaled(waits.get(failed - 1), 1 + JITTER * random.getAsDouble());
        Duration bounded = asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
        return Optional.of(own.compareTo(bounded) > 0 ? own : bounded);
    }

    /** A time of the configuration, as fast as the schedule is. */
    Duration atSpeed(Duration time) {
        return scaled(time, 1);
    }

    private Duration scaled(Duration time, double factor) {
        return Duration.ofMillis(Math.round(time.toMillis() * factor / speed));
    }
}
