package io.waymark.notifier.settlement;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.waymark.gateways.Gateways;
import io.waymark.notifier.gateway.GatewayConfig;
import io.waymark.notifier.gateway.GuardedClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;

/**
 * Has due settlements sent: at every tick, and at once when a fact made one due. Each gateway has a lane of its own, so
 * that one which is slow, or away, holds up no other. Any number of replicas may run one.
 *
 * <p>On SIGTERM it claims nothing more and waits a little for what is under way. What does not end in time is found
 * by its lease after the restart.
 */
@ApplicationScoped
class SettlementScheduler {

    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final List<LaneHandler> lanes;
    private final Vertx vertx;
    private final long tickMillis;

    SettlementScheduler(
            ClaimHandler claims,
            SendHandler sends,
            GuardedClient measure,
            Vertx vertx,
            SettlementConfig config,
            GatewayConfig gateway) {
        this.vertx = vertx;
        this.tickMillis = config.tick().toMillis();
        this.lanes = Gateways.ALL.stream()
                .map(one -> new LaneHandler(one.id(), claims, sends, measure, vertx, gateway.parallel()))
                .toList();
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(tickMillis, timer -> wake());
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        lanes.forEach(LaneHandler::stop);
        for (LaneHandler lane : lanes) {
            if (!lane.drained(DRAIN)) {
                Log.warn("stopping with settlements under way");
            }
        }
    }

    /** Has due rows looked for soon, in the background. */
    void wake() {
        lanes.forEach(LaneHandler::wake);
    }
}
