package io.waymark.poller.subscription;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.vertx.mutiny.core.Context;
import io.vertx.mutiny.core.Vertx;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.ProviderId;
import io.waymark.poller.call.CarrierCallsConfig;
import io.waymark.poller.call.Lease;
import io.waymark.poller.call.ProviderClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decides when due subscriptions are worked off: soon after a registration, and every second for repeats and for what
 * other replicas left behind. Each provider has rounds of its own, one at a time, so that a slow one delays no other.
 *
 * <p>The subscriptions of a provider without an account wait.
 */
@ApplicationScoped
class SubscriptionScheduler {

    private final SubscriptionHandler handler;
    private final Context context;

    /** Per provider, the calls to {@link #wake} since its last round began; zero means that no round is under way. */
    private final Map<ProviderId, AtomicInteger> wanted = new EnumMap<>(ProviderId.class);

    SubscriptionScheduler(SubscriptionHandler handler, ProviderClient client, Vertx vertx) {
        this.handler = handler;
        this.context = vertx.getOrCreateContext();
        for (ProviderId provider : ProviderId.values()) {
            if (client.offers(provider, OperationKind.SUBSCRIBE)) {
                wanted.put(provider, new AtomicInteger());
            }
        }
    }

    /** Stops the start if a call could outlive its claim. */
    void check(@Observes StartupEvent event, SubscriptionsConfig config, CarrierCallsConfig calls) {
        Lease.check("WAYMARK_SUBSCRIPTIONS_LEASE", config.lease(), calls);
    }

    @Scheduled(
            every = "${waymark.subscriptions.every:1s}",
            delayed = "1s",
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void sweep() {
        wake();
    }

    /** Works off what is due, soon and in the background. Cheap to call; calls during a round lead to one more round. */
    void wake() {
        wanted.forEach((provider, calls) -> {
            if (calls.getAndIncrement() == 0) {
                context.runOnContext(() -> round(provider, calls));
            }
        });
    }

    private void round(ProviderId provider, AtomicInteger calls) {
        int seen = calls.get();
        handler.workOff(provider).subscribe().with(done -> again(provider, calls, seen), failure -> {
            Log.warnf("subscriptions wait provider=%s error=%s", provider.code(), failure.toString());
            calls.set(0);
        });
    }

    private void again(ProviderId provider, AtomicInteger calls, int seen) {
        if (calls.addAndGet(-seen) > 0) {
            context.runOnContext(() -> round(provider, calls));
        }
    }
}
