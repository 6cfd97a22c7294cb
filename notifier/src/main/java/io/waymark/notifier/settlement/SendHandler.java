package io.waymark.notifier.settlement;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.waymark.contract.SettlementAttempt;
import io.waymark.gateways.Findings;
import io.waymark.gateways.Reaction;
import io.waymark.notifier.gateway.Accounts;
import io.waymark.notifier.gateway.Exchange;
import io.waymark.notifier.gateway.GuardedClient;
import io.waymark.telemetry.Trace;
import io.waymark.telemetry.TraceHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Makes the call that the ledger has committed to, and has its outcome kept. */
@ApplicationScoped
class SendHandler {

    private final GuardedClient client;
    private final Accounts accounts;
    private final AnswerHandler answers;
    private final SettlementMetrics metrics;
    private final TraceHandler traces;

    SendHandler(
            GuardedClient client,
            Accounts accounts,
            AnswerHandler answers,
            SettlementMetrics metrics,
            TraceHandler traces) {
        this.client = client;
        this.accounts = accounts;
        this.answers = answers;
        this.metrics = metrics;
        this.traces = traces;
    }

    /** Fails only if the outcome could not be kept before the lease ran out. */
    Uni<Void> send(Dispatch dispatch) {
        long begun = System.nanoTime();
        Trace trace = begin(dispatch);
        return client.send(dispatch.account().gateway(), dispatch.call())
                .map(exchange -> came(trace, dispatch, exchange))
                .onTermination()
                .invoke(trace::end)
                .chain(outcome -> answers.keep(dispatch, outcome, Duration.ofNanos(System.nanoTime() - begun)));
    }

    /**
     * The call's span goes on from that in which the evidence was taken, hours later where there is a hold. It holds no
     * address and nothing of what is told, and the gateway hears nothing of it.
     */
    private Trace begin(Dispatch dispatch) {
        if (traces.isOff()) {
            return Trace.NONE;
        }
        String gateway = dispatch.account().gateway();
        String kind = dispatch.kind().name().toLowerCase(Locale.ROOT);
        return traces.begin(SpanKind.CLIENT, gateway + " " + kind, dispatch.traceparent())
                .with("waymark.gateway", gateway)
                .with("waymark.operation", kind)
                .with("waymark.settlement", dispatch.settlementId().toString())
                .with("waymark.attempt", dispatch.attempt());
    }

    private Outcome came(Trace trace, Dispatch dispatch, Exchange exchange) {
        if (exchange instanceof Exchange.Answered answered) {
            trace.with("http.response.status_code", answered.answer().status());
        } else {
            trace.failed();
        }
        try (Scope scope = trace.enter()) {
            Outcome outcome = read(dispatch, exchange);
            trace.with("waymark.outcome", outcome.name());
            report(dispatch, outcome);
            return outcome;
        }
    }

    private Outcome read(Dispatch dispatch, Exchange exchange) {
        if (dispatch.kind() == SettlementAttempt.Kind.UPLOAD) {
            return new Outcome.Uploaded(accounts.read(dispatch.account(), dispatch.upload(), exchange));
        }
        String transaction = Objects.requireNonNull(dispatch.upload().transactionId());
        Findings findings = accounts.read(dispatch.account(), List.of(transaction), exchange);
        if (findings instanceof Findings.Untold untold && untold.answer().reaction() == Reaction.UNKNOWN_CODE) {
            alarm(dispatch, untold.answer().code());
        }
        return new Outcome.Inquired(
                Finding.of(findings, transaction, dispatch.upload().trackingNumber()));
    }

    private void report(Dispatch dispatch, Outcome outcome) {
        metrics.called(dispatch.account().gateway(), outcome);
        if (outcome.name().equals(Reaction.UNKNOWN_CODE.name())) {
            alarm(dispatch, outcome.code());
        } else {
            Log.infof(
                    "gateway called gateway=%s settlement=%s operation=%s attempt=%d outcome=%s",
                    dispatch.account().gateway(),
                    dispatch.settlementId(),
                    dispatch.kind(),
                    dispatch.attempt(),
                    outcome.name());
        }
    }

    /** A settlement whose gateway nobody can read stands still until a person teaches us the code. */
    private void alarm(Dispatch dispatch, String code) {
        metrics.alarmed(dispatch.account().gateway());
        Log.errorf(
                "answer in an unknown code gateway=%s settlement=%s operation=%s attempt=%d code=%s",
                dispatch.account().gateway(), dispatch.settlementId(), dispatch.kind(), dispatch.attempt(), code);
    }
}
