package io.waymark.poller.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.SubscriptionRequest;
import io.waymark.contract.ShipmentId;
import io.waymark.sandbox.SandboxServer;
import io.waymark.sandbox.SandboxSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of a call, whatever provider is asked. */
class ProviderClientIT {

    private static final SubscriptionRequest REQUEST = new SubscriptionRequest(
            ShipmentId.of("yto", "YT1234567890123"), "yto", "YT1234567890123", "深圳", null, "13488888888", null, 1);

    private final SandboxServer sandbox = SandboxServer.start(SandboxSettings.of(Map.of("WAYMARK_SANDBOX_PORT", "0")));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Asked asked(String key) {
        return new Asked(
                Map.of(
                        "waymark.kuaidi100.url",
                        sandbox.url() + "/kuaidi100/",
                        "waymark.kuaidi100.key",
                        key,
                        "waymark.kuaidi100.master-secrets",
                        "quickstart-master-secret",
                        "waymark.kuaidi100.callback-base",
                        "http://localhost:1"),
                Asked.Limits.ofAnswer(Duration.ofSeconds(5)),
                meters,
                OpenTelemetrySdk.builder()
                        .setTracerProvider(SdkTracerProvider.builder()
                                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                                .build())
                        .build());
    }

    @Test
    void aCallIsCountedAndTracedUnderItsProviderAndOperation() {
        try (Asked asked = asked("quickstart-key")) {
            asked.ask(ProviderId.KUAIDI100, OperationKind.SUBSCRIBE, REQUEST);
        }

        Timer timer = meters.get("carrier.calls")
                .tags("provider", "kuaidi100", "operation", "subscribe", "outcome", "success")
                .timer();
        assertThat(timer.count()).isEqualTo(1);
        assertThat(spans.getFinishedSpanItems()).extracting(SpanData::getName).containsExactly("kuaidi100 subscribe");
    }

    @Test
    void aRefusalIsCountedAndTracedByItsCodeAndTellsNoSecret() {
        try (Asked asked = asked("wrong-key")) {
            assertThatExceptionOfType(CarrierException.class)
                    .isThrownBy(() -> asked.ask(ProviderId.KUAIDI100, OperationKind.SUBSCRIBE, REQUEST));
        }

        assertThat(meters.get("carrier.calls")
                        .tag("outcome", "unauthorized")
                        .timer()
                        .count())
                .isEqualTo(1);
        SpanData span = spans.getFinishedSpanItems().get(0);
        assertThat(span.getAttributes().asMap().toString())
                .contains("600")
                .doesNotContain("wrong-key", "13488888888", "深圳", "http");
    }

    @Test
    void aProviderIsNotAskedWhatItDoesNotOffer() {
        try (Asked asked = asked("quickstart-key")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> asked.ask(ProviderId.KUAIDI100, OperationKind.WEIGH, "YT1"));
        }
    }
}
