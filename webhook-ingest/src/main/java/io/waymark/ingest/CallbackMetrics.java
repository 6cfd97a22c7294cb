package io.waymark.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.waymark.protocol.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * What became of each callback. For every provider, at rest:
 *
 * <pre>
 *   callbacks_received_total = callbacks_accepted_total + callbacks_rejected_total + callbacks_not_durable_total
 *                            + callbacks_shed_total
 * </pre>
 *
 * <p>Received is what has come whole, is too large, or was turned away at its head. What its sender never finished, or too
 * slowly, is {@code callbacks_cut_total}, and is none of them. {@code callback_seconds} is the time from head to answer.
 * {@code callback_last_accepted_timestamp_seconds} is when a callback was last accepted, in seconds since 1970; not a number
 * until one was.
 */
@ApplicationScoped
class CallbackMetrics {

    /** The goal is 50 ms. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5)
    };

    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<String, Meters> meters = new ConcurrentHashMap<>();

    /** How a callback that came whole ended, or was turned away. */
    enum Outcome {
        ACCEPTED,
        REJECTED,
        NOT_DURABLE,
        SHED
    }

    /** Why a callback was turned away though nothing was wrong with it. */
    enum Shed {
        /** More came than could be served, and its sender had had its share. */
        BUSY,

        /** There was no room for anybody. */
        FULL,

        /** Its account sends more than it may. */
        RATE
    }

    /** Why a callback never came whole. */
    enum Cut {
        /** Its sender took too long. */
        SLOW,

        /** Its sender closed the connection. */
        GONE
    }

    /** Of one provider, so that none is looked up by its labels for every callback. */
    private record Meters(
            Counter received,
            Counter accepted,
            Counter withoutFacts,
            Counter notDurable,
            Counter tooLarge,
            Map<Refusal, Counter> rejected,
            Map<Shed, Counter> shed,
            Map<Cut, Counter> cut,
            Map<Outcome, Timer> answered,
            AtomicLong lastAccepted) {}

    CallbackMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** Begins at nought for a provider: an alert sees no rise of what was not there before. */
    void expect(String provider) {
        of(provider);
    }

    void received(String provider) {
        of(provider).received.increment();
    }

    /** @param facts what became of it downstream; of those without any, {@code callbacks_without_facts_total} counts too */
    void accepted(String provider, int facts) {
        Meters counted = of(provider);
        counted.accepted.increment();
        counted.lastAccepted.setRelease(clock.millis());
        if (facts == 0) {
            counted.withoutFacts.increment();
        }
    }

    void rejected(String provider, Refusal reason) {
        count(of(provider).rejected, reason);
    }

    void tooLarge(String provider) {
        of(provider).tooLarge.increment();
    }

    void notDurable(String provider) {
        of(provider).notDurable.increment();
    }

    void shed(String provider, Shed reason) {
        count(of(provider).shed, reason);
    }

    void cut(String provider, Cut reason) {
        count(of(provider).cut, reason);
    }

    /** @param nanos from head to answer */
    void answered(String provider, Outcome outcome, long nanos) {
        Timer timer = of(provider).answered.get(outcome);
        if (timer != null) {
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    private static <K> void count(Map<K, Counter> counters, K key) {
        Counter counter = counters.get(key);
        if (counter != null) {
            counter.increment();
        }
    }

    private Meters of(String provider) {
        Meters known = meters.get(provider);
        return known == null ? meters.computeIfAbsent(provider, this::registered) : known;
    }

    private Meters registered(String provider) {
        return new Meters(
                counter(provider, "callbacks_received"),
                counter(provider, "callbacks_accepted"),
                counter(provider, "callbacks_without_facts"),
                counter(provider, "callbacks_not_durable"),
                counter(provider, "callbacks_rejected", "reason", "TOO_LARGE"),
                each(Refusal.class, reason -> counter(provider, "callbacks_rejected", "reason", reason.name())),
                each(Shed.class, reason -> counter(provider, "callbacks_shed", "reason", reason.name())),
                each(Cut.class, reason -> counter(provider, "callbacks_cut", "reason", reason.name())),
                each(Outcome.class, outcome -> timer(provider, outcome)),
                lastAccepted(provider));
    }

    private Counter counter(String provider, String name, String... tags) {
        return Counter.builder(name).tags(tags).tag("provider", provider).register(registry);
    }

    private Timer timer(String provider, Outcome outcome) {
        return Timer.builder("callback")
                .description("From a callback's head to its answer")
                .tags("provider", provider, "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private AtomicLong lastAccepted(String provider) {
        AtomicLong millis = new AtomicLong();
        Gauge.builder("callback_last_accepted_timestamp", millis, CallbackMetrics::seconds)
                .description("When a callback was last accepted")
                .baseUnit("seconds")
                .tag("provider", provider)
                .register(registry);
        return millis;
    }

    private static double seconds(AtomicLong millis) {
        return millis.get() == 0 ? Double.NaN : millis.get() / 1000.0;
    }

    private static <K extends Enum<K>, V> Map<K, V> each(Class<K> keys, Function<K, V> value) {
        Map<K, V> all = new EnumMap<>(keys);
        for (K key : keys.getEnumConstants()) {
            all.put(key, value.apply(key));
        }
        return all;
    }
}
