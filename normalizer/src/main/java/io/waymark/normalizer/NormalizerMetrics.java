package io.waymark.normalizer;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.waymark.carriers.ParsedPayload;
import io.waymark.carriers.Provider;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.Providers;
import io.waymark.normalizer.status.Publication;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What became of each payload and scan. For every provider, at rest:
 *
 * <pre>
 *   callbacks_accepted_total (webhook-ingest) = payloads_normalized_total + payloads_dead_lettered_total
 *   scans_total = scans_new_total + scans_repeated_total
 * </pre>
 *
 * <p>{@code payloads_erased_total} counts those of the normalized ones that came of an erased shipment and led to nothing.
 * {@code payloads_opened_total} counts those that were sealed and could be opened. While their keys have not come, payloads wait:
 * {@code payloads_waiting} is how many, {@code payloads_waiting_oldest_seconds} how long the first of them has.
 *
 * <p>{@code scans_unknown_total} counts scans whose code is in no table, when they are told: somebody must add a row.
 * {@code scans_illegal_total} counts scans that the transition table does not allow at their place, when they are told.
 *
 * <p>{@code event_freshness_seconds}, a histogram, is how long after its receipt at the door, or from the carrier's answer,
 * something new was told. What was put back by hand is not measured.
 *
 * <p>A transaction that is aborted counts its records again when they are processed again.
 */
@ApplicationScoped
class NormalizerMetrics {

    /** The goal is 5 s. */
    private static final Duration[] BUCKETS = Stream.of(
                    "PT0.1S", "PT0.25S", "PT0.5S", "PT1S", "PT2S", "PT5S", "PT10S", "PT30S", "PT1M", "PT5M", "PT15M",
                    "PT1H", "PT6H")
            .map(Duration::parse)
            .toArray(Duration[]::new);

    private static final List<String> OF_PAYLOADS = List.of(
            "payloads_normalized",
            "payloads_opened",
            "payloads_erased",
            "scans",
            "scans_new",
            "scans_repeated",
            "scans_illegal",
            "scans_unknown",
            "nodes_dead_lettered");

    private final MeterRegistry registry;
    private final Map<ProviderId, Timer> freshness;
    private final Counter shipmentsErased;
    private final Map<Integer, Waiting> waiting = new ConcurrentHashMap<>();

    /**
     * What waits for keys.
     *
     * @param records how many
     * @param since when the first of them began to, in milliseconds since 1970; the end of time if none waits
     */
    record Waiting(int records, long since) {

        static final Waiting NOTHING = new Waiting(0, Long.MAX_VALUE);

        /** And that many more. */
        Waiting with(int more, long began) {
            return more == 0 ? this : new Waiting(records + more, Math.min(since, began));
        }

        /** The greater and the earlier of both. */
        Waiting orMore(Waiting other) {
            return new Waiting(Math.max(records, other.records), Math.min(since, other.since));
        }
    }

    /** Everything begins at nought: an alert sees no rise of what was not there before. */
    NormalizerMetrics(MeterRegistry registry) {
        this.registry = registry;
        List<ProviderId> providers = Providers.ALL.stream().map(Provider::id).toList();
        this.freshness = providers.stream().collect(toUnmodifiableMap(provider -> provider, this::timer));
        providers.forEach(provider -> OF_PAYLOADS.forEach(name -> count(name, provider, 0)));
        Stream.concat(providers.stream().map(ProviderId::code), Stream.of(PublishingHandler.NO_PROVIDER))
                .forEach(this::deadLetters);
        this.shipmentsErased = registry.counter("shipments_erased");
        Gauge.builder("payloads_waiting", this::waitingRecords)
                .description("Sealed payloads whose keys have not come")
                .register(registry);
        Gauge.builder("payloads_waiting_oldest", this::waitingSeconds)
                .description("How long the first of them has waited")
                .baseUnit("seconds")
                .register(registry);
    }

    private long waitingRecords() {
        return waiting.values().stream().mapToLong(Waiting::records).sum();
    }

    private double waitingSeconds() {
        return waiting.values().stream()
                .filter(some -> some.records() > 0)
                .mapToDouble(some -> (System.currentTimeMillis() - some.since()) / 1000.0)
                .max()
                .orElse(0);
    }

    /** What waits in a partition now. */
    void waiting(int partition, Waiting now) {
        waiting.put(partition, now);
    }

    /** A payload came of a shipment that is erased. */
    void ofErased(String provider) {
        registry.counter("payloads_erased", "provider", provider).increment();
        registry.counter("payloads_normalized", "provider", provider).increment();
    }

    /** A shipment was erased. */
    void erased() {
        shipmentsErased.increment();
    }

    /** A payload that was sealed could be opened. */
    void opened(String provider) {
        registry.counter("payloads_opened", "provider", provider).increment();
    }

    void normalized(ProviderId provider, ParsedPayload parsed, Publication publication) {
        count("payloads_normalized", provider, 1);
        count("scans", provider, parsed.scans().size());
        count("scans_new", provider, publication.newScans());
        count("scans_repeated", provider, publication.repeatedScans());
        count("scans_illegal", provider, publication.illegalMoves());
        count("scans_unknown", provider, publication.unknownCodes());
        count("nodes_dead_lettered", provider, parsed.unreadable().size());
    }

    /** @param provider who said it; {@code none} for a record that no provider sent or that cannot be read at all */
    void deadLettered(String provider) {
        deadLetters(provider).increment();
    }

    /** @param after from receipt to now; what a clock that was set makes negative counts as nothing */
    void told(ProviderId provider, Duration after) {
        Objects.requireNonNull(freshness.get(provider)).record(after.isNegative() ? Duration.ZERO : after);
    }

    /** A shipment was looked at anew because a mapping changed. */
    void refolded(boolean changed) {
        registry.counter("shipments_refolded", "changed", Boolean.toString(changed))
                .increment();
    }

    private Counter deadLetters(String provider) {
        return registry.counter("payloads_dead_lettered", "provider", provider);
    }

    private Timer timer(ProviderId provider) {
        return Timer.builder("event_freshness")
                .description("From the receipt of a payload to its events")
                .tag("provider", provider.code())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private void count(String name, ProviderId provider, long number) {
        registry.counter(name, "provider", provider.code()).increment(number);
    }
}
