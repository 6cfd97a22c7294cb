package io.waymark.poller.call;

import io.opentelemetry.api.trace.SpanKind;
import io.waymark.telemetry.Trace;
import io.waymark.telemetry.TraceHandler;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * A span for every call, named {@code <provider> <operation>}, below the span that asked for it. It holds no address: one
 * provider wants its key in the URL. Providers are told nothing of it.
 */
@ApplicationScoped
class CallTraceHandler {

    private final TraceHandler traces;

    CallTraceHandler(TraceHandler traces) {
        this.traces = traces;
    }

    /** @param parent the {@code traceparent} of the span that asks; null for the one that is current */
    Trace begin(Call call, @Nullable String parent) {
        if (traces.isOff()) {
            return Trace.NONE;
        }
        String name = call.provider().code() + " " + call.kind().code();
        Trace trace = parent == null ? traces.goOn(SpanKind.CLIENT, name) : traces.begin(SpanKind.CLIENT, name, parent);
        return trace.with("waymark.provider", call.provider().code())
                .with("waymark.operation", call.kind().code());
    }

    static void end(Trace trace, CallOutcome outcome) {
        trace.with("waymark.outcome", outcome.label()).with("waymark.code", outcome.code());
        if (!outcome.isSuccess()) {
            trace.failed();
        }
        trace.end();
    }
}
