package io.waymark.poller.call;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * A span of OpenTelemetry for every call, named {@code <provider> <operation>}, below the span that asked for it. It holds
 * no address: one provider wants its key in the URL.
 */
@ApplicationScoped
class CallTraceHandler {

    private final Tracer tracer;

    CallTraceHandler(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("io.waymark.poller");
    }

    /** One span under way. */
    record Trace(Span span) {

        void end(CallOutcome outcome) {
            span.setAttribute("waymark.outcome", outcome.label());
            span.setAttribute("waymark.code", outcome.code());
            span.setStatus(outcome.isSuccess() ? StatusCode.OK : StatusCode.ERROR);
            span.end();
        }
    }

    Trace begin(Call call) {
        return new Trace(
                tracer.spanBuilder(call.provider().code() + " " + call.kind().code())
                        .setSpanKind(SpanKind.CLIENT)
                        .setAttribute("waymark.provider", call.provider().code())
                        .setAttribute("waymark.operation", call.kind().code())
                        .startSpan());
    }
}
