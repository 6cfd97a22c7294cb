package io.waymark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waymark.protocol.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** What alerts on callbacks rest on. */
class CallbackMetricsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CallbackMetrics metrics = new CallbackMetrics(registry, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void whatIsExpectedOfAProviderIsThereBeforeItsFirstCallback() {
        metrics.expect("sto");

        assertThat(registry.get("callbacks_rejected")
                        .tags("provider", "sto", "reason", Refusal.BAD_SIGNATURE.name())
                        .counter()
                        .count())
                .isZero();
        assertThat(lastAccepted()).isNaN();
    }

    @Test
    void onlyAnAcceptedCallbackEndsASilence() {
        metrics.received("sto");
        metrics.rejected("sto", Refusal.BAD_SIGNATURE);
        assertThat(lastAccepted()).isNaN();

        metrics.accepted("sto", 1);
        assertThat(lastAccepted()).isEqualTo(NOW.getEpochSecond());
    }

    private double lastAccepted() {
        return registry.get("callback_last_accepted_timestamp").gauge().value();
    }
}
