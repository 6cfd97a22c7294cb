package io.waymark.poller.subscription;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.ProviderId;
import io.waymark.poller.call.AccountClient;
import io.waymark.poller.intake.StorageHandler;
import io.waymark.poller.plan.RetryConfig;
import io.waymark.poller.plan.RetrySchedule;
import io.waymark.poller.sealing.PersonalFields;
import io.waymark.poller.sealing.SealMetrics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Works off one provider's due subscriptions: claim, call, record, until none is due or the provider is to be left alone.
 *
 * <p>If the process dies between call and record, the row is due again when its lease ends, and the provider then says
 * that it follows the number already.
 */
@ApplicationScoped
class SubscriptionHandler {

    private final SubscriptionRepository ledger;
    private final AccountClient client;
    private final SubscriptionMetrics metrics;
    private final SubscriptionsConfig config;
    private final RetrySchedule retries;
    private final PersonalFields fields;
    private final SealMetrics seals;

    SubscriptionHandler(
            SubscriptionRepository ledger,
            AccountClient client,
            SubscriptionMetrics metrics,
            SubscriptionsConfig config,
            RetryConfig retry,
            PersonalFields fields,
            SealMetrics seals) {
        this.ledger = ledger;
        this.client = client;
        this.metrics = metrics;
        this.config = config;
        this.retries = new RetrySchedule(retry.base());
        this.fields = fields;
        this.seals = seals;
    }

    /** Completes when nothing is due; fails if PostgreSQL is away. */
    Uni<Void> workOff(ProviderId provider) {
        return Uni.createFrom()
                .deferred(() -> workOffSome(provider))
                .repeat()
                .whilst(worked -> worked == config.parallel())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Integer> workOffSome(ProviderId provider) {
        return ledger.claim(provider, config.parallel(), config.lease())
                .invoke(admitted -> tellWaiting(provider, admitted))
                .call(admitted -> callAll(provider, admitted.granted()))
                .map(Admitted::rows);
    }

    /** Of the budget others speak, once a month; here every waiting number would. */
    private void tellWaiting(ProviderId provider, Admitted admitted) {
        admitted.waiting().forEach(one -> metrics.postponed(provider, one.code()));
        admitted.waiting().stream()
                .filter(one -> one.code().equals(Admitted.MONTHLY_FOUR))
                .forEach(one -> Log.warnf(
                        "subscription postponed provider=%s shipment=%s code=%s wait=%s",
                        provider.code(), one.claim().request().shipmentId(), one.code(), one.dueIn()));
    }

    private Uni<Void> callAll(ProviderId provider, List<SubscriptionClaim> claims) {
        return Multi.createFrom()
                .iterable(claims)
                .onItem()
                .transformToUni(claim -> attempt(provider, claim))
                .merge(config.parallel())
                .collect()
                .last();
    }

    /** One attempt never fails another: what could not be recorded is due again when its lease ends. */
    private Uni<Void> attempt(ProviderId provider, SubscriptionClaim claim) {
        return Uni.createFrom()
                .deferred(() -> call(provider, claim))
                .onFailure()
                .invoke(failure -> Log.warnf(
                        "subscription not recorded provider=%s shipment=%s error=%s",
                        provider.code(), claim.request().shipmentId(), failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> call(ProviderId provider, SubscriptionClaim claim) {
        return Uni.createFrom()
                .deferred(() -> client.ask(provider, OperationKind.SUBSCRIBE, fields.opened(claim.request())))
                .map(SubscriptionOutcome::accepted)
                .onFailure(CarrierException.class)
                .recoverWithItem(failure -> SubscriptionOutcome.failed((CarrierException) failure))
                .chain(outcome -> record(provider, claim, outcome));
    }

    /** While PostgreSQL is away, for up to a minute: the provider would else be asked once more. */
    private Uni<Void> record(ProviderId provider, SubscriptionClaim claim, SubscriptionOutcome outcome) {
        Duration wait = outcome.pausesAccount() ? retries.pause() : retries.after(claim.attempt(), random());
        metrics.count(provider, outcome);
        if (outcome.isNotOpened()) {
            seals.notOpened(SealMetrics.Use.SUBSCRIPTION);
        }
        tell(provider, claim, outcome);
        return StorageHandler.forAWhile(() -> ledger.settle(provider, claim, outcome, wait));
    }

    private static double random() {
        return ThreadLocalRandom.current().nextDouble();
    }

    private static void tell(ProviderId provider, SubscriptionClaim claim, SubscriptionOutcome outcome) {
        if (outcome.error().isEmpty()) {
            return;
        }
        Log.logf(
                outcome.state() == SubscriptionState.HELD || outcome.isNotOpened()
                        ? Logger.Level.ERROR
                        : Logger.Level.WARN,
                "subscription failed provider=%s shipment=%s attempt=%d status=%s error=%s code=%s",
                provider.code(),
                claim.request().shipmentId(),
                claim.attempt(),
                outcome.state(),
                outcome.label(),
                outcome.code());
    }
}
