package io.waymark.ingest;

import io.opentelemetry.api.trace.SpanKind;
import io.waymark.telemetry.Trace;
import io.waymark.telemetry.TraceHandler;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * A span for every callback that is let in, from its head to its answer, named {@code callback <provider>}. A trace begins
 * here: whatever {@code traceparent} a stranger sends is not continued. It holds no address, path, query, header or byte
 * of the body.
 */
@ApplicationScoped
class CallbackTraceHandler {

    private final TraceHandler traces;

    CallbackTraceHandler(TraceHandler traces) {
        this.traces = traces;
    }

    Trace begin(CallHead head) {
        if (traces.isOff()) {
            return Trace.NONE;
        }
        String route = "/callbacks/" + head.provider() + (head.path().isPresent() ? "/{shipmentId}" : "");
        return traces.begin(SpanKind.SERVER, "callback " + head.provider(), null)
                .with("http.request.method", "POST")
                .with("http.route", route)
                .with("waymark.provider", head.provider());
    }

    /** @param outcome what {@link CallbackMetrics} counts it as */
    static void end(Trace trace, Enum<?> outcome) {
        trace.with("waymark.outcome", outcome.name()).end();
    }
}
