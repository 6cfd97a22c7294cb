package io.waymark.ingest;

import io.quarkus.logging.Log;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.waymark.ingest.spool.Spool;
import io.waymark.ingest.spool.SpoolRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a callback says, each to its topic, and knows when it is durable: acknowledged by every in-sync replica, or,
 * while Kafka is away, fsynced in the spool.
 *
 * <p>Kafka counts as away from the moment when a record has waited too long for it, or cannot be handed over. All that wait
 * then go to the spool, in their order, and what comes later goes there at once. It is back when something out of the spool
 * was acknowledged, or nothing is in it. A key of which something still lies in the spool has its new records put behind, and
 * so has a partition that takes nothing, while others do.
 */
@ApplicationScoped
class DurableEmitter {

    /** How long a record waits where no broker is connected: well above the time that making a connection takes. */
    private static final long UNCONNECTED_NANOS = Duration.ofMillis(50).toNanos();

    /** What a callback waits for: all that it says. */
    private static final class Together {
        private final long since = System.nanoTime();
        private final Promise<Void> durable = Promise.promise();
        private final AtomicInteger open;

        private Together(int records) {
            open = new AtomicInteger(records);
        }
    }

    /** A record that was handed to Kafka, or to the spool, or to both one after the other. */
    private static final class Delivery {
        private final SpoolRecord message;
        private final Together together;
        private final AtomicBoolean durable = new AtomicBoolean();
        private volatile boolean settled;
        private volatile @Nullable CompletableFuture<Long> spooled;

        private Delivery(SpoolRecord message, Together together) {
            this.message = message;
            this.together = together;
        }

        /** It may be told so twice, by the spool and by Kafka. */
        private void durable() {
            if (durable.compareAndSet(false, true) && together.open.decrementAndGet() == 0) {
                together.durable.tryComplete();
            }
        }

        private void failed(String why, Throwable cause) {
            together.durable.tryFail(new NotDurableException(why, cause));
        }
    }

    private final KafkaClient kafka;
    private final Spool spool;
    private final SpoolRepository spools;
    private final SpoolMetrics metrics;
    private final long spoolAfterNanos;
    private final long spooledWithinMillis;

    /** Handed to Kafka and not yet settled, the oldest first; also some that are settled. Guarded by this object. */
    private final Deque<Delivery> pending = new ArrayDeque<>();

    private volatile boolean away;

    DurableEmitter(KafkaClient kafka, SpoolRepository repository, IngestConfig config, SpoolMetrics metrics) {
        this.kafka = kafka;
        this.spool = repository.spool();
        this.spools = repository;
        this.metrics = metrics;
        this.spoolAfterNanos = config.spoolAfter().toNanos();
        this.spooledWithinMillis = config.durableWithin().toMillis();
        metrics.watch(() -> away);
    }

    /**
     * Succeeds once all of them are durable. Fails with {@link NotDurableException} when that cannot be had; they may then
     * still arrive. Completes on any thread, possibly before this returns.
     *
     * @param traceparent the span that led to them, which goes with them also through the spool; null if there is none
     */
    Future<Void> send(List<Fact<?>> facts, @Nullable String traceparent) {
        if (facts.isEmpty()) {
            return Future.succeededFuture();
        }
        Together together = new Together(facts.size());
        List<Delivery> deliveries = facts.stream()
                .map(fact -> new Delivery(message(fact, traceparent), together))
                .toList();
        synchronized (this) {
            oldest();
            deliveries.forEach(this::send);
        }
        return together.durable.future();
    }

    /** Whether what comes now goes to the spool. */
    boolean isAway() {
        return away;
    }

    /** Kafka took something out of the spool. */
    synchronized void isBack() {
        if (away) {
            away = false;
            Log.infof("kafka is back records=%d", spool.records());
        }
    }

    /** Nothing more was found in the spool: if that is so, whether Kafka is there shows when something is sent to it. */
    synchronized void isDrained() {
        if (spools.records() == 0) {
            isBack();
        }
    }

    /** Looks whether a record has waited too long. To be called often. */
    synchronized void watch() {
        Delivery oldest = oldest();
        if (oldest == null) {
            return;
        }
        long waited = System.nanoTime() - oldest.together.since;
        if (waited > spoolAfterNanos) {
            leave("not acknowledged in time");
        } else if (waited > UNCONNECTED_NANOS && kafka.connections() == 0) {
            leave("no broker is connected");
        }
    }

    /** For the end of the service: puts what Kafka has not acknowledged into the spool. */
    synchronized void giveUp() {
        away = true;
        spoolPending();
    }

    /** Whether something waits for Kafka that is not in the spool. */
    synchronized boolean isWaiting() {
        return oldest() != null;
    }

    /** For who has the lock: what comes first is handed over first. */
    private void send(Delivery delivery) {
        SpoolRecord message = delivery.message;
        if (away || !spools.isFree(message) || kafka.isStuck(message.kafka())) {
            spool(delivery);
        } else {
            pending.add(delivery);
            kafka.send(message.kafka(), failure -> settle(delivery, failure));
        }
    }

    private void settle(Delivery delivery, @Nullable Exception failure) {
        if (failure == null) {
            delivery.settled = true;
            CompletableFuture<Long> spooled = delivery.spooled;
            if (spooled != null) {
                spooled.thenAccept(spool::skip);
            }
            delivery.durable();
        } else if (delivery.spooled == null) {
            failed(delivery, failure);
        }
    }

    private void failed(Delivery delivery, Exception failure) {
        if (KafkaClient.isTheRecords(failure)) {
            delivery.settled = true;
            delivery.failed("Kafka does not take such a record", failure);
            return;
        }
        synchronized (this) {
            if (delivery.spooled == null) {
                leave(failure.getClass().getSimpleName());
            }
        }
    }

    /** Kafka is away: what waits for it goes to the spool. */
    private void leave(String why) {
        if (!away) {
            Log.warnf("kafka is away records=%d reason=%s", pending.size(), why);
        }
        away = true;
        spoolPending();
    }

    private void spoolPending() {
        for (Delivery delivery = pending.poll(); delivery != null; delivery = pending.poll()) {
            if (!delivery.settled) {
                spool(delivery);
            }
        }
    }

    private void spool(Delivery delivery) {
        CompletableFuture<Long> spooled = spool.append(delivery.message);
        delivery.spooled = spooled;
        spooled.copy().orTimeout(spooledWithinMillis, TimeUnit.MILLISECONDS).whenComplete((offset, failure) -> {
            if (failure == null) {
                metrics.written();
                delivery.durable();
            } else {
                delivery.failed("the spool does not take it", failure);
            }
        });
    }

    private @Nullable Delivery oldest() {
        while (!pending.isEmpty() && pending.element().settled) {
            pending.remove();
        }
        return pending.peek();
    }

    private static <V> SpoolRecord message(Fact<V> fact, @Nullable String traceparent) {
        String topic = fact.topic().name();
        return new SpoolRecord(new ProducerRecord<>(
                topic,
                null,
                fact.attributes().time().toEpochMilli(),
                fact.key(),
                fact.topic().values().serializer().serialize(topic, fact.value()),
                fact.attributes().tracedBy(traceparent).headers()));
    }
}
