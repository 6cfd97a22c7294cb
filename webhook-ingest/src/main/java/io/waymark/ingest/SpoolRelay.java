package io.waymark.ingest;

import static java.util.stream.Collectors.toSet;

import io.quarkus.logging.Log;
import io.waymark.contract.Topic;
import io.waymark.ingest.spool.Spool;
import io.waymark.ingest.spool.SpoolRecord;
import io.waymark.ingest.spool.Spooled;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * Sends what lies in a spool, in order: as many records at a time as are of different keys, the next only once these are done
 * with. What Kafka does not acknowledge is sent again and again.
 *
 * <p>What a partition does not take although brokers are connected is put into another spool, {@code held}, and all that is
 * of its keys or comes for that partition behind it, so that it holds up nothing else. That spool has a relay of its own, in
 * which such partitions hold up one another.
 */
class SpoolRelay {

    private static final int MOST = 500;
    private static final int MOST_BYTES = 1 << 20;

    /** How long it waits before it looks again whether there is something, and before it tries again. */
    private static final Duration IDLE = Duration.ofMillis(20);

    private static final Duration PAUSE = Duration.ofMillis(200);

    /** For how long nothing is acknowledged, though a broker is connected, before it is put aside. */
    private static final long HOLDING_NANOS = Duration.ofSeconds(3).toNanos();

    /** Less room than that is none for what is put aside at once. */
    private static final long HOLDING_ROOM = 2L * MOST_BYTES + Topic.MAX_RECORD_BYTES;

    /** How often it writes down how far it has come; and how long after the last record the files are deleted. */
    private static final long REMEMBERING_NANOS = Duration.ofMillis(500).toNanos();

    private final KafkaClient kafka;
    private final DurableEmitter line;
    private final SpoolMetrics metrics;
    private final Spool spool;
    private final Optional<Spool> held;
    private final Thread thread = new Thread(this::run, "spool-relay");

    /** What was read and is not done with; and what of it is still to be sent. */
    private List<Spooled> chunk = List.of();

    private List<Spooled> left = List.of();

    /** When what was read was first tried with a broker connected. */
    private long tried;

    private long remembered = System.nanoTime();
    private boolean trimmed;
    private volatile boolean stopping;

    /** @param held where to put what is not taken; if there is none, all waits for it */
    SpoolRelay(KafkaClient kafka, DurableEmitter line, SpoolMetrics metrics, Spool spool, Optional<Spool> held) {
        this.kafka = kafka;
        this.line = line;
        this.metrics = metrics;
        this.spool = spool;
        this.held = held;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends; what is on its way is sent again after the next start. Does not interrupt: that would close the files. */
    void stop() throws InterruptedException {
        stopping = true;
        thread.join();
    }

    private void run() {
        while (!stopping) {
            try {
                step();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException | RuntimeException e) {
                Log.error("spool cannot be drained", e);
                pause();
            }
        }
    }

    private void step() throws IOException, InterruptedException {
        if (chunk.isEmpty()) {
            chunk = spool.next(MOST, MOST_BYTES);
            left = chunk;
            tried = System.nanoTime();
        }
        if (chunk.isEmpty()) {
            rest();
            return;
        }
        trimmed = false;
        while (!left.isEmpty()) {
            left = send(left);
        }
        spool.done(chunk);
        chunk = List.of();
        if (System.nanoTime() - remembered > REMEMBERING_NANOS) {
            spool.remember();
            remembered = System.nanoTime();
        }
    }

    private void rest() throws InterruptedException {
        line.isDrained();
        if (!trimmed && System.nanoTime() - remembered > REMEMBERING_NANOS) {
            spool.trim();
            trimmed = true;
        }
        Thread.sleep(IDLE.toMillis());
    }

    /** Sends them, or puts them aside; those that are to be sent again. */
    private List<Spooled> send(List<Spooled> together) throws IOException, InterruptedException {
        List<SpoolSending> sent =
                new ArrayList<>(together.stream().map(SpoolSending::new).toList());
        List<SpoolSending> behind = sent.stream().filter(this::isHeldUp).toList();
        sent.removeAll(Set.copyOf(behind));
        await(sent);
        List<SpoolSending> open = open(sent);
        boolean hold = mayHold();
        if (hold || held.isEmpty() && kafka.connections() > 0) {
            open.forEach(each -> kafka.stuck(each.message().kafka()));
        }
        if (hold && !open.isEmpty()) {
            Log.warnf(
                    "partitions take nothing, what is theirs is put aside records=%d partition=%s",
                    open.size(), partitions(open));
            hold(open);
        }
        hold(behind);
        List<SpoolSending> again = Stream.concat(open.stream(), behind.stream())
                .filter(each -> !each.isDone())
                .toList();
        if (!again.isEmpty()) {
            recover(again.stream()
                    .flatMap(each -> each.failure().stream())
                    .filter(KafkaClient::isTheProducers)
                    .findAny());
        }
        return again.stream().map(SpoolSending::spooled).toList();
    }

    private Set<TopicPartition> partitions(List<SpoolSending> of) {
        return of.stream().map(each -> kafka.partition(each.message().kafka())).collect(toSet());
    }

    /** Those of which Kafka has not said that it has them, nor that it will never take them. */
    private List<SpoolSending> open(List<SpoolSending> sent) throws IOException {
        List<SpoolSending> open = new ArrayList<>();
        for (SpoolSending each : sent) {
            if (each.isHopeless()) {
                refuse(each);
            } else if (!each.isDone()) {
                open.add(each);
            }
        }
        return open;
    }

    /** Until Kafka has said of all what becomes of them, or has said nothing for too long. */
    private void await(List<SpoolSending> sent) throws InterruptedException {
        CountDownLatch open = new CountDownLatch(sent.size());
        for (SpoolSending each : sent) {
            kafka.send(each.message().kafka(), failure -> {
                if (each.settle(failure)) {
                    metrics.drained();
                }
                open.countDown();
            });
        }
        long taken = 0;
        boolean over = false;
        while (!over && !mayHold()) {
            over = open.await(IDLE.toMillis(), TimeUnit.MILLISECONDS);
            if (stopping) {
                throw new InterruptedException("the service stops");
            }
            long now = sent.stream().filter(SpoolSending::isDone).count();
            if (now > taken) {
                line.isBack();
            }
            taken = now;
        }
    }

    /** Whether Kafka has been there for long enough to have taken what was sent, and there is where to put it aside. */
    private boolean mayHold() {
        if (kafka.connections() == 0) {
            tried = System.nanoTime();
        }
        return System.nanoTime() - tried > HOLDING_NANOS
                && held.filter(spool -> spool.room() > HOLDING_ROOM).isPresent();
    }

    /** Whether something of its key is put aside, or would be of its partition. */
    private boolean isHeldUp(SpoolSending each) {
        SpoolRecord message = each.message();
        return held.isPresent() && (!held.get().isFree(message) || kafka.isStuck(message.kafka()));
    }

    private void hold(List<SpoolSending> stuck) throws InterruptedException {
        for (SpoolSending each : stuck) {
            each.putAside(held.orElseThrow());
        }
        for (SpoolSending each : stuck) {
            each.awaitAside();
        }
    }

    private void recover(Optional<Exception> broken) throws InterruptedException {
        if (broken.isPresent()) {
            Log.error("kafka producer failed", broken.get());
            kafka.renew();
        } else {
            kafka.ready();
        }
        Thread.sleep(PAUSE.toMillis());
        if (stopping) {
            throw new InterruptedException("the service stops");
        }
    }

    private void refuse(SpoolSending refused) throws IOException {
        Log.errorf(
                "spooled record refused offset=%d error=%s", refused.spooled().offset(), refused.reason());
        spool.refuse(refused.spooled());
        metrics.refused();
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
