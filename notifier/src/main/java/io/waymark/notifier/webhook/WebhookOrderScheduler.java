package io.waymark.notifier.webhook;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.waymark.outbox.OutboxRelay;
import io.waymark.outbox.RoundHandler;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Has carried out what people ordered of endpoints, and what enabled endpoints missed: in the background, since one order may
 * be about very many messages and facts do not wait for it. Any number of replicas may run one.
 */
@ApplicationScoped
class WebhookOrderScheduler {

    private final WebhookOrderHandler orders;
    private final DeliveryScheduler sender;
    private final OutboxRelay relay;
    private final RoundHandler rounds;

    WebhookOrderScheduler(WebhookOrderHandler orders, DeliveryScheduler sender, OutboxRelay relay) {
        this.orders = orders;
        this.sender = sender;
        this.relay = relay;
        this.rounds = new RoundHandler(
                this::carryOut,
                failure -> Log.warnf("orders of endpoints not carried out error=%s", failure.toString()));
    }

    @Scheduled(
            every = "${waymark.webhook.sweep:10s}",
            delayed = "1s",
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void tick() {
        wake();
    }

    /** Has what is stored carried out soon. Calls during a round lead to one more round. */
    void wake() {
        rounds.wake();
    }

    /** All that there was is done then. */
    private Uni<Boolean> carryOut() {
        return orders.tellLate()
                .chain(late -> orders.carryOut().map(some -> late || some))
                .invoke(this::wakeOthers)
                .replaceWith(false);
    }

    private void wakeOthers(boolean done) {
        if (done) {
            relay.wake();
            sender.wake();
        }
    }
}
