package io.waymark.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class TraceTest {

    private static final int ROUNDS = 10_000;

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final TraceHandler traces = new TraceHandler(
            OpenTelemetrySdk.builder()
                    .setTracerProvider(SdkTracerProvider.builder()
                            .addSpanProcessor(SimpleSpanProcessor.create(spans))
                            .build())
                    .build(),
            false);

    @Test
    void aSpanIsContinuedByWhatItSaysOfItself() {
        Trace door = traces.begin(SpanKind.SERVER, "door", null);
        traces.begin(SpanKind.CONSUMER, "step", door.traceparent()).end();
        door.end();

        SpanData step = spans.getFinishedSpanItems().get(0);
        SpanData first = spans.getFinishedSpanItems().get(1);
        assertThat(door.traceparent()).isEqualTo("00-" + first.getTraceId() + "-" + first.getSpanId() + "-01");
        assertThat(step.getTraceId()).isEqualTo(first.getTraceId());
        assertThat(step.getParentSpanId()).isEqualTo(first.getSpanId());
    }

    @Test
    void whatIsNoTraceparentBeginsATrace() {
        for (String odd :
                new String[] {"", "00", "00-xyz-abc-01", "ff-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01"}) {
            traces.begin(SpanKind.CONSUMER, "step", odd).end();
        }
        assertThat(spans.getFinishedSpanItems()).hasSize(4).allSatisfy(span -> assertThat(
                        span.getParentSpanContext().isValid())
                .isFalse());
    }

    @Test
    void whatAThreadIsAtIsContinuedUntilItLeaves() {
        Trace request = traces.begin(SpanKind.SERVER, "request", null);
        try (Scope scope = request.enter()) {
            assertThat(traces.current().traceparent()).isEqualTo(request.traceparent());
            traces.goOn(SpanKind.CLIENT, "call").end();
        }
        request.end();

        assertThat(traces.current().traceparent()).isNull();
        SpanData call = spans.getFinishedSpanItems().get(0);
        assertThat(request.traceparent()).contains(call.getTraceId(), call.getParentSpanId());
    }

    @Test
    void whereNothingIsTracedNothingIsAllocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        oneCallback();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROUNDS; i++) {
            oneCallback();
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated / ROUNDS).as("bytes for each callback").isZero();
    }

    /** What the door does of it. */
    private static void oneCallback() {
        Trace trace = TraceHandler.OFF.isOff() ? Trace.NONE : TraceHandler.OFF.begin(SpanKind.SERVER, "callback", null);
        try (Scope scope = trace.enter()) {
            assert trace.traceparent() == null;
        }
        trace.with("http.response.status_code", 200)
                .with("waymark.outcome", "ACCEPTED")
                .end();
    }
}
