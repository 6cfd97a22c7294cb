package io.waymark.sandbox.carrier;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All subscriptions, by number, and the two rules of repeating one: at most four of a company and number within a month,
 * and none sooner than half an hour after the last was ended. Half an hour is the {@code lock}, and a month is as much
 * longer as in life; a lock of zero is no rule. Belongs to one event loop.
 */
final class Kuaidi100Subscriptions {

    private static final int MOST_A_MONTH = 4;
    private static final long LOCKS_A_MONTH = Duration.ofDays(31).dividedBy(Duration.ofMinutes(30));

    private final Duration lock;
    private final InstantSource clock;
    private final Map<String, List<Kuaidi100Subscription>> byNumber = new HashMap<>();
    private final Map<String, Deque<Instant>> accepted = new HashMap<>();

    Kuaidi100Subscriptions(Duration lock, InstantSource clock) {
        this.lock = lock;
        this.clock = clock;
    }

    /** Without a rule. */
    void add(Kuaidi100Subscription subscription) {
        byNumber.computeIfAbsent(subscription.number(), number -> new ArrayList<>())
                .add(subscription);
    }

    /** Those that are watching this number of this company. */
    Stream<Kuaidi100Subscription> watching(String company, String number) {
        return byNumber.getOrDefault(number, List.of()).stream()
                .filter(one -> one.isWatching() && one.concerns(company, number));
    }

    /** Whether a new one takes effect; if so, it counts. Not where the number is followed already. */
    boolean admit(String company, String number) {
        if (watching(company, number).findAny().isPresent()) {
            return false;
        }
        Deque<Instant> before = accepted.computeIfAbsent(company + " " + number, key -> new ArrayDeque<>());
        Instant now = clock.instant();
        Instant monthAgo = now.minus(lock.multipliedBy(LOCKS_A_MONTH));
        before.removeIf(time -> !time.isAfter(monthAgo));
        if (!lock.isZero() && before.size() >= MOST_A_MONTH) {
            return false;
        }
        before.addLast(now);
        return true;
    }

    /** Whether an earlier one ended less than half an hour ago. */
    boolean isTooSoon(String company, String number) {
        Instant earliest = clock.instant().minus(lock);
        return byNumber.getOrDefault(number, List.of()).stream()
                .filter(one -> one.concerns(company, number))
                .anyMatch(one -> one.endedAfter(earliest));
    }
}
