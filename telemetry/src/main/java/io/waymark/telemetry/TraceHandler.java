package io.waymark.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Begins spans. Where tracing is off it gives {@link Trace#NONE} and does nothing else. */
@Singleton
public class TraceHandler {

    /** For what is run without a service around it. */
    public static final TraceHandler OFF = new TraceHandler(OpenTelemetry.noop(), true);

    private static final TextMapGetter<String> TRACEPARENT = new TextMapGetter<>() {

        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of("traceparent");
        }

        @Override
        public @Nullable String get(@Nullable String traceparent, String name) {
            return name.equals("traceparent") ? traceparent : null;
        }
    };

    private final Tracer tracer;
    private final boolean off;

    /** @param off by {@code quarkus.otel.sdk.disabled} */
    @Inject
    public TraceHandler(OpenTelemetry telemetry, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean off) {
        this.tracer = telemetry.getTracer("io.waymark");
        this.off = off;
    }

    /** Whether nothing is traced. To be asked where a name or an attribute would have to be made up. */
    public boolean isOff() {
        return off;
    }

    /**
     * Begins a span.
     *
     * @param name one of few, all ours
     * @param parent the {@code traceparent} of the span that led to this one; null, or one that is none, if this begins a trace
     */
    public Trace begin(SpanKind kind, String name, @Nullable String parent) {
        return off ? Trace.NONE : new Trace(started(kind, name, context(parent)));
    }

    /** Begins a span that continues what this thread is at, see {@link Trace#enter}. */
    public Trace goOn(SpanKind kind, String name) {
        return off ? Trace.NONE : new Trace(started(kind, name, Context.current()));
    }

    /** What this thread is at; never to be ended by who asks. */
    public Trace current() {
        return off ? Trace.NONE : new Trace(Span.current());
    }

    private Span started(SpanKind kind, String name, Context parent) {
        return tracer.spanBuilder(name).setSpanKind(kind).setParent(parent).startSpan();
    }

    private static Context context(@Nullable String parent) {
        return parent == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance().extract(Context.root(), parent, TRACEPARENT);
    }
}
