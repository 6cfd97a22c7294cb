package io.waymark.poller.subscription;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.waymark.carriers.Provider;
import io.waymark.carriers.Providers;
import io.waymark.poller.plan.Quota;
import io.waymark.poller.plan.Quotas;
import jakarta.enterprise.context.ApplicationScoped;

/** Looks from time to time for numbers that their provider has given up, see {@link RenewalRepository}. */
@ApplicationScoped
class RenewalScheduler {

    private final RenewalRepository ledger;
    private final Quotas quotas;
    private final SubscriptionScheduler scheduler;

    RenewalScheduler(RenewalRepository ledger, Quotas quotas, SubscriptionScheduler scheduler) {
        this.ledger = ledger;
        this.quotas = quotas;
        this.scheduler = scheduler;
    }

    @Scheduled(
            every = "${waymark.subscriptions.renew-every:60s}",
            delayed = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> renew() {
        return Multi.createFrom()
                .iterable(Providers.ALL)
                .map(Provider::id)
                .map(quotas::of)
                .filter(quota -> quota.subscriptions() > 0)
                .onItem()
                .transformToUniAndConcatenate(this::renew)
                .collect()
                .last()
                .onFailure()
                .invoke(failure -> Log.warnf("subscriptions not renewed error=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> renew(Quota quota) {
        return ledger.renew(quota, quotas.speed(quota.provider()))
                .invoke(renewed -> {
                    if (renewed > 0) {
                        Log.infof(
                                "subscriptions renewed provider=%s records=%d",
                                quota.provider().code(), renewed);
                        scheduler.wake();
                    }
                })
                .replaceWithVoid();
    }
}
