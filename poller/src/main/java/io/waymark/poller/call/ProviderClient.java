package io.waymark.poller.call;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.opentelemetry.context.Scope;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.InvalidFieldException;
import io.waymark.carriers.Operation;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.Operations;
import io.waymark.carriers.Provider;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.Providers;
import io.waymark.poller.account.ProviderSettingsConfig;
import io.waymark.telemetry.Trace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks providers, with the accounts that are configured. The log says at start what each can be asked. */
@ApplicationScoped
public class ProviderClient {

    private final Map<ProviderId, Operations> offered;
    private final CarrierClient http;
    private final CallMetrics metrics;
    private final CallTraceHandler traces;
    private final Clock clock = Clock.systemUTC();

    ProviderClient(CarrierClient http, ProviderSettingsConfig settings, CallMetrics metrics, CallTraceHandler traces) {
        this.http = http;
        this.metrics = metrics;
        this.traces = traces;
        this.offered = Providers.ALL.stream()
                .collect(toUnmodifiableMap(Provider::id, provider -> provider.operations(settings.of(provider))));
    }

    void onStart(@Observes StartupEvent start) {
        offered.forEach((provider, operations) ->
                Log.infof("provider configured provider=%s operations=%s", provider.code(), operations.kinds()));
    }

    /** Whether a provider can be asked that: it knows how, and its account is configured. */
    public boolean offers(ProviderId provider, OperationKind<?, ?> kind) {
        return offered.getOrDefault(provider, Operations.NONE).find(kind).isPresent();
    }

    /**
     * Asks once. To be used on a Vert.x context, on which it also answers.
     *
     * @return what the provider answered; fails with {@link CarrierException} if it did not do what was asked or nobody
     *     knows whether it did, with {@link InvalidFieldException} if the request was not sent because the provider would
     *     refuse it, and with {@link IllegalArgumentException} if the provider cannot be asked that, see {@link #offers}
     */
    public <Q, A> Uni<A> ask(ProviderId provider, OperationKind<Q, A> kind, Q request) {
        return ask(provider, kind, request, null);
    }

    /**
     * As above.
     *
     * @param traceparent of the span that asks; null for the one that is current
     */
    public <Q, A> Uni<A> ask(ProviderId provider, OperationKind<Q, A> kind, Q request, @Nullable String traceparent) {
        return Uni.createFrom().deferred(() -> {
            Call call = new Call(provider, kind);
            Operation<Q, A> operation = operation(provider, kind);
            return ask(call, operation, request, traces.begin(call, traceparent));
        });
    }

    private <Q, A> Operation<Q, A> operation(ProviderId provider, OperationKind<Q, A> kind) {
        return offered.getOrDefault(provider, Operations.NONE)
                .find(kind)
                .orElseThrow(() -> new IllegalArgumentException(provider.code() + " cannot be asked to " + kind));
    }

    private <Q, A> Uni<A> ask(Call call, Operation<Q, A> operation, Q request, Trace trace) {
        long begun = System.nanoTime();
        return Uni.createFrom()
                .deferred(() -> http.send(operation.ask(request, clock.instant())))
                .map(answer -> operation.read(request, answer))
                .invoke(answer -> end(call, trace, begun, CallOutcome.SUCCESS))
                .onFailure()
                .invoke(failure -> end(call, trace, begun, CallOutcome.of(failure)));
    }

    private void end(Call call, Trace trace, long begun, CallOutcome outcome) {
        long nanos = System.nanoTime() - begun;
        try (Scope scope = trace.enter()) {
            metrics.ended(call, outcome, nanos);
            log(call, outcome, nanos);
        }
        CallTraceHandler.end(trace, outcome);
    }

    private static void log(Call call, CallOutcome outcome, long nanos) {
        Log.logf(
                level(call, outcome),
                "provider called provider=%s operation=%s outcome=%s code=%s ms=%d",
                call.provider().code(),
                call.kind().code(),
                outcome.label(),
                outcome.code(),
                nanos / 1_000_000);
    }

    /** Answered queries are too many to tell of each; metrics count them. */
    private static Logger.Level level(Call call, CallOutcome outcome) {
        return call.kind() == OperationKind.QUERY && outcome.isSuccess() ? Logger.Level.DEBUG : Logger.Level.INFO;
    }
}
