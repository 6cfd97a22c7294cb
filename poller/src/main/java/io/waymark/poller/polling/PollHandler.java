package io.waymark.poller.polling;

import io.opentelemetry.api.trace.SpanKind;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.InvalidFieldException;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.TrackingQuery;
import io.waymark.outbox.OutboxRelay;
import io.waymark.poller.call.AccountClient;
import io.waymark.poller.call.ProviderClient;
import io.waymark.poller.intake.StorageHandler;
import io.waymark.poller.polling.PollOutcome.Guard;
import io.waymark.poller.polling.PollOutcome.Next;
import io.waymark.poller.sealing.PersonalFields;
import io.waymark.poller.sealing.SealMetrics;
import io.waymark.poller.watch.Watched;
import io.waymark.sealing.Sealing;
import io.waymark.telemetry.Trace;
import io.waymark.telemetry.TraceHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * One round: claims a batch of due numbers, asks about all of them at once, and records what came of it.
 *
 * <p>If the process dies before that, the numbers are due again when their lease ends.
 */
@ApplicationScoped
class PollHandler {

    private final ClaimRepository claims;
    private final SettleRepository settled;
    private final ProviderClient client;
    private final AccountClient accounts;
    private final OutboxRelay relay;
    private final PollMetrics metrics;
    private final PollingConfig config;
    private final TraceHandler traces;
    private final PersonalFields fields;
    private final SealMetrics seals;
    private final Sealing sealing;

    PollHandler(
            ClaimRepository claims,
            SettleRepository settled,
            ProviderClient client,
            AccountClient accounts,
            OutboxRelay relay,
            PollMetrics metrics,
            PollingConfig config,
            TraceHandler traces,
            PersonalFields fields,
            SealMetrics seals,
            Sealing sealing) {
        this.claims = claims;
        this.settled = settled;
        this.client = client;
        this.accounts = accounts;
        this.relay = relay;
        this.metrics = metrics;
        this.config = config;
        this.traces = traces;
        this.fields = fields;
        this.seals = seals;
        this.sealing = sealing;
    }

    /**
     * One round. To be used on a Vert.x context.
     *
     * @return whether there may be more to do at once; fails if PostgreSQL is away
     */
    Uni<Boolean> round(ProviderId provider) {
        return claims.claim(provider, config.batch())
                .invoke(claimed -> metrics.claimed(provider, claimed))
                .call(claimed -> claimed.claims().isEmpty()
                        ? Uni.createFrom().voidItem()
                        : callAll(provider, claimed.claims()).chain(calls -> record(provider, calls)))
                .map(Claimed::isProgress);
    }

    private Uni<List<Polled>> callAll(ProviderId provider, List<PollClaim> claimed) {
        return Multi.createFrom()
                .iterable(claimed)
                .onItem()
                .transformToUni(claim -> call(provider, claim))
                .merge(claimed.size())
                .collect()
                .asList();
    }

    private Uni<Polled> call(ProviderId provider, PollClaim claim) {
        Trace trace = begin(provider);
        return Uni.createFrom()
                .deferred(
                        () -> client.ask(provider, OperationKind.QUERY, question(claim.watched()), trace.traceparent()))
                .map(answer -> Polled.answered(claim, answer, trace.traceparent(), sealing))
                .onFailure()
                .recoverWithItem(failure -> Polled.failed(claim, explained(failure)))
                .onTermination()
                .invoke(trace::end);
    }

    private TrackingQuery question(Watched watched) {
        return fields.opened(watched.shipmentId(), watched.query());
    }

    /** With a poll a trace begins, on which the answer's record goes on. */
    private Trace begin(ProviderId provider) {
        return traces.isOff()
                ? Trace.NONE
                : traces.begin(SpanKind.INTERNAL, "poll " + provider.code(), null)
                        .with("waymark.provider", provider.code());
    }

    /** What no provider said is a fault of the data, or of ours: it waits for a person. */
    private static CarrierException explained(Throwable failure) {
        if (failure instanceof CarrierException refusal) {
            return refusal;
        }
        return new CarrierException(
                CarrierError.INVALID_REQUEST,
                failure instanceof InvalidFieldException
                        ? "invalid-field"
                        : failure.getClass().getSimpleName());
    }

    private Uni<Void> record(ProviderId provider, List<Polled> calls) {
        calls.forEach(one -> ended(provider, one));
        return StorageHandler.forAWhile(() -> pause(provider, calls).chain(() -> settled.settle(provider, calls)))
                .invoke(relay::wake);
    }

    private void ended(ProviderId provider, Polled one) {
        metrics.ended(provider, one);
        claims.ended(provider, one.claim().number(), one.outcome().guard() != Guard.UNASK);
        boolean isNotOpened = one.outcome() == PollOutcome.NOT_OPENED;
        if (isNotOpened) {
            seals.notOpened(SealMetrics.Use.QUERY);
        }
        if (one.outcome().next() != Next.PLAN) {
            Log.logf(
                    one.outcome().next() == Next.HOLD || isNotOpened ? Logger.Level.ERROR : Logger.Level.WARN,
                    "query failed provider=%s shipment=%s next=%s error=%s code=%s",
                    provider.code(),
                    one.claim().watched().shipmentId(),
                    one.outcome(),
                    one.label(),
                    one.code());
        }
    }

    private Uni<Void> pause(ProviderId provider, List<Polled> calls) {
        return calls.stream()
                .filter(Polled::isOfAccount)
                .map(Polled::failure)
                .findFirst()
                .map(refusal -> accounts.refused(provider, OperationKind.QUERY, refusal))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }
}
