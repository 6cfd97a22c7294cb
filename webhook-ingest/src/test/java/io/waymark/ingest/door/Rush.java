package io.waymark.ingest.door;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * One thread that serves callbacks in simulated time: each admitted one costs it a millisecond, each that is sent away 20
 * microseconds, and what is admitted is durable some milliseconds later. Its capacity is 1000 callbacks a second.
 */
final class Rush {

    static final Bounds BOUNDS = new Bounds(4096, 256, 1 << 26, Duration.ofMillis(40), Duration.ofMillis(20));

    private static final long SERVED = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SENT_AWAY = TimeUnit.MICROSECONDS.toNanos(20);

    private final Admission admission;
    private final long durable;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final Deque<long[]> waiting = new ArrayDeque<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    private record Arrival(String provider, long source, long at) {}

    /** What became of one callback; nanoseconds since the beginning. */
    record Outcome(String provider, long source, long at, Admission.Decision decision, long latency) {
        boolean isServed() {
            return decision == Admission.Decision.ADMITTED;
        }
    }

    Rush(Admission admission, Duration durable) {
        this.admission = admission;
        this.durable = durable.toNanos();
    }

    /** A sender that sends so many a second, at random times, from one second to another. */
    Rush sender(String provider, long source, double perSecond, double fromSecond, double toSecond) {
        Random random = new Random(source * 31 + provider.hashCode());
        double at = fromSecond;
        while ((at += -Math.log(1 - random.nextDouble()) / perSecond) < toSecond) {
            arrivals.add(new Arrival(provider, source, (long) (at * 1e9)));
        }
        return this;
    }

    List<Outcome> run() {
        arrivals.sort(Comparator.comparingLong(Arrival::at));
        long now = 0;
        for (int next = 0; next < arrivals.size(); ) {
            now = Math.max(now, arrivals.get(next).at());
            long began = now;
            release(now);
            while (next < arrivals.size() && arrivals.get(next).at() <= began) {
                now = serve(arrivals.get(next++), began, now);
            }
        }
        return outcomes;
    }

    private long serve(Arrival arrival, long began, long now) {
        Admission.Decision decision = admission.admit(arrival.provider(), arrival.source(), 1000, now - began, now);
        boolean admitted = decision == Admission.Decision.ADMITTED;
        long after = now + (admitted ? SERVED : SENT_AWAY);
        if (admitted) {
            waiting.add(new long[] {after + durable, after, arrival.source()});
        }
        outcomes.add(new Outcome(
                arrival.provider(),
                arrival.source(),
                arrival.at(),
                decision,
                after + (admitted ? durable : 0) - arrival.at()));
        return after;
    }

    private void release(long now) {
        while (!waiting.isEmpty() && waiting.element()[0] <= now) {
            long[] one = waiting.remove();
            admission.release(one[2], 1000, one[0] - one[1], one[0]);
        }
    }

    static long served(List<Outcome> outcomes, Predicate<Outcome> of) {
        return outcomes.stream().filter(of).filter(Outcome::isServed).count();
    }

    /** The latency that 99 of 100 served ones did not exceed. */
    static Duration p99(List<Outcome> outcomes) {
        long[] latencies = outcomes.stream()
                .filter(Outcome::isServed)
                .mapToLong(Outcome::latency)
                .sorted()
                .toArray();
        return Duration.ofNanos(latencies[latencies.length * 99 / 100]);
    }
}
