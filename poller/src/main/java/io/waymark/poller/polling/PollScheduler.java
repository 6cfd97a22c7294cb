package io.waymark.poller.polling;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.impl.VertxInternal;
import io.vertx.mutiny.core.Context;
import io.vertx.mutiny.core.Vertx;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.ProviderId;
import io.waymark.poller.call.CarrierCallsConfig;
import io.waymark.poller.call.Lease;
import io.waymark.poller.call.ProviderClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/**
 * Works off due numbers, round after round while there are any, then looks again every second. Each provider has
 * workers of its own, so that a slow one delays no other. A provider that cannot be asked is left out: its numbers wait.
 */
@ApplicationScoped
class PollScheduler {

    /** Connections and waiting places of {@link io.waymark.poller.call.CarrierClient}, per provider. */
    private static final int MOST_CALLS = 128;

    /** Longer than a round takes that ends; a database that hangs holds up a worker for no longer. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final PollHandler handler;
    private final PollingConfig config;
    private final List<Worker> workers;

    PollScheduler(PollHandler handler, PollingConfig config, ProviderClient client, Vertx vertx) {
        this.handler = handler;
        this.config = config;
        this.workers = Arrays.stream(ProviderId.values())
                .filter(provider -> config.enabled() && client.offers(provider, OperationKind.QUERY))
                .flatMap(provider -> IntStream.range(0, config.workers())
                        .mapToObj(one -> new Worker(provider, newContext(vertx), new AtomicBoolean())))
                .toList();
    }

    /** Of its own: of all that are asked for outside of Vert.x only the first is new. */
    private static Context newContext(Vertx vertx) {
        return Context.newInstance(((VertxInternal) vertx.getDelegate()).createEventLoopContext());
    }

    /** One line of rounds. */
    private record Worker(ProviderId provider, Context context, AtomicBoolean busy) {}

    /** Stops the start if a call could outlive its claim, or would be refused for want of a connection. */
    void check(@Observes StartupEvent event, CarrierCallsConfig calls) {
        Lease.check("WAYMARK_POLLING_LEASE", config.lease(), calls);
        int most = config.workers() * config.batch();
        if (config.workers() < 1 || config.batch() < 1 || most > MOST_CALLS) {
            throw new IllegalStateException("WAYMARK_POLLING_WORKERS times WAYMARK_POLLING_BATCH is " + most
                    + "; it must be from 1 to " + MOST_CALLS);
        }
    }

    @Scheduled(
            every = "${waymark.polling.every:1s}",
            delayed = "1s",
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void sweep() {
        for (Worker worker : workers) {
            if (worker.busy().compareAndSet(false, true)) {
                worker.context().runOnContext(() -> round(worker));
            }
        }
    }

    private void round(Worker worker) {
        handler.round(worker.provider())
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .subscribe()
                .with(more -> again(worker, more), failure -> {
                    Log.warnf(
                            "queries wait provider=%s error=%s",
                            worker.provider().code(), failure.toString());
                    worker.busy().set(false);
                });
    }

    private void again(Worker worker, boolean more) {
        if (more) {
            worker.context().runOnContext(() -> round(worker));
        } else {
            worker.busy().set(false);
        }
    }
}
