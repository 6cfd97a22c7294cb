package io.waymark.normalizer;

import static io.waymark.normalizer.TrackedNumber.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.telemetry.TraceHandler;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class TracedTopologyTest {

    private static final TrackedNumber PARCEL = new TrackedNumber("sto", "77100");
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String DOOR = "b7ad6b7169203331";
    private static final String TRACEPARENT = "00-" + TRACE + "-" + DOOR + "-01";

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final TraceHandler traces = new TraceHandler(
            OpenTelemetrySdk.builder()
                    .setTracerProvider(SdkTracerProvider.builder()
                            .addSpanProcessor(SimpleSpanProcessor.create(spans))
                            .build())
                    .build(),
            false);

    @Test
    void whatAPushLedToCarriesOnTheSpanOfThePush() {
        try (NormalizerDriver normalizer = NormalizerDriver.start(traces)) {
            normalizer.take(PARCEL.push(node("2024-05-02 10:00:00", "301")), TRACEPARENT);

            SpanData step = spans.getFinishedSpanItems().get(0);
            assertThat(step.getName()).isEqualTo("process waymark.raw.v1");
            assertThat(step.getKind()).isEqualTo(SpanKind.CONSUMER);
            assertThat(step.getTraceId()).isEqualTo(TRACE);
            assertThat(step.getParentSpanId()).isEqualTo(DOOR);
            assertThat(step.getAttributes().get(AttributeKey.longKey("messaging.kafka.offset")))
                    .isZero();
            String onward = "00-" + TRACE + "-" + step.getSpanId() + "-01";
            assertThat(traceparents(normalizer, Topics.EVENTS)).containsOnly(onward);
            assertThat(traceparents(normalizer, Topics.LATEST)).containsOnly(onward);
        }
    }

    @Test
    void aPushWithoutASpanBeginsATraceAndSoDoesOneWhoseSpanIsNone() {
        try (NormalizerDriver normalizer = NormalizerDriver.start(traces)) {
            normalizer.take(PARCEL.push(node("2024-05-02 10:00:00", "301")));
            normalizer.take(PARCEL.push(node("2024-05-02 08:00:00", "5")), "00-not-a-span-01");

            assertThat(spans.getFinishedSpanItems()).hasSize(2).allSatisfy(span -> assertThat(
                            span.getParentSpanContext().isValid())
                    .isFalse());
        }
    }

    @Test
    void whereTracingIsOffTheSpanOfThePushIsPassedOnAsItCame() {
        try (NormalizerDriver normalizer = NormalizerDriver.start()) {
            normalizer.take(PARCEL.push(node("2024-05-02 10:00:00", "301")), TRACEPARENT);
            assertThat(traceparents(normalizer, Topics.EVENTS)).containsOnly(TRACEPARENT);
        }
        assertThat(spans.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void whatNobodyTracedCarriesNothing() {
        try (NormalizerDriver normalizer = NormalizerDriver.start()) {
            normalizer.take(PARCEL.push(node("2024-05-02 10:00:00", "301")));
            assertThat(normalizer.read(Topics.EVENTS)).isNotEmpty().allSatisfy(record -> assertThat(
                            record.headers().lastHeader(CloudEvent.TRACEPARENT))
                    .isNull());
        }
    }

    private static <V> List<String> traceparents(NormalizerDriver normalizer, Topic<String, V> topic) {
        return normalizer.read(topic).stream()
                .map(TestRecord::headers)
                .map(headers -> Objects.requireNonNullElse(CloudEvent.header(headers, CloudEvent.TRACEPARENT), "none"))
                .toList();
    }
}
