package io.waymark.notifier.webhook;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.waymark.notifier.webhook.DeliveryRepository.DueEndpoint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has messages sent that are due: at every tick, and at once when a fact made one due. Endpoints take turns ({@link Places}).
 * Any number of replicas may run one.
 *
 * <p>On SIGTERM it claims nothing more and waits a little for what is under way. What does not end in time is found by its
 * lease, and sent again.
 */
@ApplicationScoped
class DeliveryScheduler {

    private static final Duration DRAIN = Duration.ofSeconds(5);
    private static final long PAUSE_AFTER_FAILURE_MILLIS = 1000;

    private final Optional<Signer> signer;
    private final DeliveryRepository deliveries;
    private final DeliveryHandler handler;
    private final WebhookConfig config;
    private final Vertx vertx;
    private final Clock clock;
    private final Places places;
    private final AtomicInteger wanted = new AtomicInteger();
    private volatile boolean stopping;

    DeliveryScheduler(
            Optional<Signer> signer,
            DeliveryRepository deliveries,
            DeliveryHandler handler,
            WebhookConfig config,
            Vertx vertx,
            Clock clock) {
        this.signer = signer;
        this.deliveries = deliveries;
        this.handler = handler;
        this.config = config;
        this.vertx = vertx;
        this.clock = clock;
        this.places = new Places(config.parallel(), config.parallelPerEndpoint(), config.rate(), new Random());
        if (config.lease().compareTo(longestCall()) <= 0) {
            throw new IllegalArgumentException("waymark.webhook.lease must be longer than a call may take");
        }
    }

    private Duration longestCall() {
        return config.connectTimeout().multipliedBy(2).plus(config.timeout());
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(config.tick().toMillis(), timer -> wake());
        vertx.setPeriodic(config.sweep().toMillis(), timer -> places.forgetIdle());
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        if (!places.drained(DRAIN)) {
            Log.warn("stopping with messages to endpoints under way");
        }
    }

    /** Has due messages looked for soon, in the background. Calls during a round lead to one more round. */
    void wake() {
        if (signer.isPresent() && !stopping && wanted.getAndIncrement() == 0) {
            round();
        }
    }

    private void round() {
        int seen = wanted.get();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        deliveries
                .dueEndpoints(now)
                .ifNoItem()
                .after(DeliveryRepository.PATIENCE)
                .fail()
                .chain(due -> claim(due, now))
                .subscribe()
                .with(claimed -> dispatch(claimed, seen), this::pause);
    }

    private Uni<List<Message>> claim(List<DueEndpoint> due, Instant now) {
        Map<UUID, Integer> taken = places.take(due);
        if (taken.isEmpty()) {
            return Uni.createFrom().item(List.of()); // whoever frees a place wakes us, and so does the next tick
        }
        return deliveries
                .claim(taken, now, now.plus(config.lease()))
                .ifNoItem()
                .after(DeliveryRepository.PATIENCE)
                .fail()
                .onFailure()
                .invoke(failure -> taken.forEach(places::giveBack))
                .invoke(claimed -> giveBack(taken, claimed))
                .map(claimed -> inTime(claimed, now));
    }

    private void giveBack(Map<UUID, Integer> taken, List<Message> claimed) {
        Map<UUID, Integer> unused = new HashMap<>(taken);
        claimed.forEach(message -> unused.merge(message.endpoint().endpointId(), -1, Integer::sum));
        unused.forEach(places::giveBack);
    }

    /** None if PostgreSQL took so long that the calls could outlive their claims. */
    private List<Message> inTime(List<Message> claimed, Instant now) {
        if (clock.instant().plus(longestCall()).isBefore(now.plus(config.lease()))) {
            return claimed;
        }
        claimed.forEach(message -> places.free(message.endpoint().endpointId()));
        Log.warnf("messages not sent, since their leases end too soon records=%d", claimed.size());
        return List.of();
    }

    private void dispatch(List<Message> claimed, int seen) {
        claimed.forEach(this::send);
        if (wanted.addAndGet(-seen) > 0 && !stopping) {
            round();
        }
    }

    private void send(Message message) {
        Uni.createFrom().deferred(() -> handler.send(message)).subscribe().with(done -> free(message), failure -> {
            Log.errorf(
                    "answer of an endpoint not kept delivery=%s error=%s",
                    message.delivery().deliveryId(), failure.getClass().getName());
            free(message);
        });
    }

    private void free(Message message) {
        places.free(message.endpoint().endpointId());
        wake();
    }

    private void pause(Throwable failure) {
        Log.warnf("messages to endpoints cannot be claimed error=%s", failure.toString());
        vertx.setTimer(PAUSE_AFTER_FAILURE_MILLIS, timer -> wanted.set(0));
    }
}
