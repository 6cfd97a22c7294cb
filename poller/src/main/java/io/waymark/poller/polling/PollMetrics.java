package io.waymark.poller.polling;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.waymark.carriers.ProviderId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What asking on a schedule comes to, by {@code provider}:
 *
 * <ul>
 *   <li>{@code polls_total} by {@code purpose} and {@code outcome} too: calls, by {@code success} or the code of a
 *       {@link io.waymark.carriers.CarrierError}
 *   <li>{@code poll_lateness_seconds}, a histogram: how long after it was due a number was asked about
 *   <li>{@code polls_postponed_total} by {@code reason}: numbers that were due but not asked about: {@code guard},
 *       {@code belt}, {@code budget}, {@code aftercare}
 *   <li>{@code answers_unchanged_total}: answers that were the same as the last, and so not filed
 * </ul>
 */
@ApplicationScoped
class PollMetrics {

    private static final String PROVIDER = "provider";

    private static final Duration[] BUCKETS = Stream.of(
                    "PT0.1S", "PT0.5S", "PT1S", "PT2S", "PT5S", "PT10S", "PT30S", "PT1M", "PT5M")
            .map(Duration::parse)
            .toArray(Duration[]::new);

    private final MeterRegistry meters;

    PollMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void claimed(ProviderId provider, Claimed claimed) {
        Timer lateness = Timer.builder("poll.lateness")
                .serviceLevelObjectives(BUCKETS)
                .tag(PROVIDER, provider.code())
                .register(meters);
        claimed.claims().forEach(claim -> lateness.record(claim.late()));
        claimed.postponed().forEach(one -> meters.counter(
                        "polls.postponed",
                        PROVIDER,
                        provider.code(),
                        "reason",
                        one.reason().name().toLowerCase(Locale.ROOT))
                .increment());
    }

    void ended(ProviderId provider, Polled call) {
        meters.counter(
                        "polls",
                        PROVIDER,
                        provider.code(),
                        "purpose",
                        call.claim().purpose().name(),
                        "outcome",
                        call.label())
                .increment();
        if (call.answer() != null && !call.isNew()) {
            meters.counter("answers.unchanged", PROVIDER, provider.code()).increment();
        }
    }
}
