package io.waymark.notifier.webhook;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.waymark.outbox.OutboxRelay;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has carried out what people ordered of endpoints, and what enabled endpoints missed: in the background, since one order may
 * be about very many messages and facts do not wait for it. Any number of replicas may run one.
 */
@ApplicationScoped
class WebhookOrderScheduler {

    private final WebhookOrderHandler orders;
    private final DeliveryScheduler sender;
    private final OutboxRelay relay;
    private final AtomicInteger wanted = new AtomicInteger();

    WebhookOrderScheduler(WebhookOrderHandler orders, DeliveryScheduler sender, OutboxRelay relay) {
        this.orders = orders;
        this.sender = sender;
        this.relay = relay;
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
        if (wanted.getAndIncrement() == 0) {
            round();
        }
    }

    private void round() {
        int seen = wanted.get();
        Uni.createFrom()
                .deferred(orders::tellLate)
                .chain(late -> orders.carryOut().map(some -> late || some))
                .subscribe()
                .with(done -> again(seen, done), failure -> {
                    Log.warnf("orders of endpoints not carried out error=%s", failure.toString());
                    wanted.set(0);
                });
    }

    private void again(int seen, boolean done) {
        if (done) {
            relay.wake();
            sender.wake();
        }
        if (wanted.addAndGet(-seen) > 0) {
            round();
        }
    }
}
