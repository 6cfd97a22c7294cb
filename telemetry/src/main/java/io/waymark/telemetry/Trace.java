package io.waymark.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A span under way. Where nothing is traced it is {@link #NONE}, of which every method does nothing and allocates nothing.
 * May be used on any thread.
 */
public final class Trace {

    /** Nothing is traced. */
    public static final Trace NONE = new Trace(Span.getInvalid());

    private static final String FORM = "00-%s-%s-%s";

    private final Span span;

    Trace(Span span) {
        this.span = span;
    }

    /**
     * What lets another span continue this one, also in another process: W3C Trace Context's {@code traceparent}; null if
     * nothing is traced.
     *
     * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">Trace Context, traceparent</a>
     */
    public @Nullable String traceparent() {
        SpanContext context = span.getSpanContext();
        return context.isValid()
                ? FORM.formatted(
                        context.getTraceId(),
                        context.getSpanId(),
                        context.getTraceFlags().asHex())
                : null;
    }

    /** Has this thread's log lines and measurements name the trace until the scope is closed. */
    @SuppressWarnings("MustBeClosedChecker") // who enters closes
    public Scope enter() {
        return this == NONE ? Scope.noop() : span.makeCurrent();
    }

    /**
     * Adds to what it holds.
     *
     * @param value ours, or a code; nothing that a stranger, a merchant or a customer wrote
     */
    public Trace with(String attribute, String value) {
        span.setAttribute(attribute, value);
        return this;
    }

    /** As {@link #with(String, String)}. */
    public Trace with(String attribute, long value) {
        span.setAttribute(attribute, value);
        return this;
    }

    /** Marks it as failed. */
    public Trace failed() {
        span.setStatus(StatusCode.ERROR);
        return this;
    }

    /** Ends it. Once is enough; later calls do nothing. */
    public void end() {
        span.end();
    }
}
