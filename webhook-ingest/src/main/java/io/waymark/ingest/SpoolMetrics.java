package io.waymark.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.waymark.ingest.spool.Damage;
import io.waymark.ingest.spool.Spool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;

/**
 * What is in the spool and what went through it. Since the start, and without what an earlier run left:
 *
 * <pre>
 *   spool_written_total = spool_drained_total + spool_refused_total + spool_records + spool_held_records
 *                       + those that Kafka acknowledged late, by another way than out of the spool
 * </pre>
 */
@ApplicationScoped
class SpoolMetrics {

    private final MeterRegistry registry;
    private final Clock clock;
    private final Counter written;
    private final Counter drained;
    private final Counter refused;

    SpoolMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.written = registry.counter("spool_written");
        this.drained = registry.counter("spool_drained");
        this.refused = registry.counter("spool_refused");
        for (Damage.Kind kind : Damage.Kind.values()) {
            damages(kind);
        }
    }

    /** Shows how full it is, and how long its oldest record has waited. */
    void watch(Spool spool) {
        gauge("spool_records", spool, Spool::records);
        gauge("spool_bytes", spool, Spool::bytes);
        gauge("spool_room_bytes", spool, Spool::room);
        gauge("spool_room_ratio", spool, Spool::roomRatio);
        gauge("spool_oldest_seconds", spool, each -> Math.max(0, clock.millis() - each.oldest()) / 1000.0);
    }

    /** Shows how much of what came out of it waits for partitions that take nothing. */
    void watchHeld(Spool held) {
        gauge("spool_held_records", held, Spool::records);
        gauge("spool_held_bytes", held, Spool::bytes);
    }

    /** Shows whether Kafka is away: 1, or 0. */
    void watch(BooleanSupplier away) {
        Gauge.builder("kafka_away", away, each -> each.getAsBoolean() ? 1 : 0)
                .strongReference(true)
                .register(registry);
    }

    void written() {
        written.increment();
    }

    /** A record that Kafka has now. */
    void drained() {
        drained.increment();
    }

    /** A record that Kafka refused for what it is. */
    void refused() {
        refused.increment();
    }

    void damaged(Damage damage) {
        damages(damage.kind()).increment();
    }

    private Counter damages(Damage.Kind kind) {
        return registry.counter("spool_damage", "kind", kind.name());
    }

    private void gauge(String name, Spool spool, ToDoubleFunction<Spool> value) {
        Gauge.builder(name, spool, value).strongReference(true).register(registry);
    }
}
