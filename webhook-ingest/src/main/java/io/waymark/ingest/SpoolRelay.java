package io.waymark.ingest;

import io.quarkus.logging.Log;
import io.waymark.ingest.spool.Spool;
import io.waymark.ingest.spool.Spooled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends what lies in the spool, in order: as many records at a time as are of different keys, the next only once all of these
 * are acknowledged. What Kafka does not acknowledge is sent again and again; so a partition that takes nothing holds up
 * all that lies behind, whatever partition that is of, and as Kafka then counts as away, that is everything.
 */
@ApplicationScoped
class SpoolRelay {

    private static final int MOST = 500;
    private static final int MOST_BYTES = 1 << 20;

    /** How long it waits before it looks again whether there is something, and before it tries again. */
    private static final Duration IDLE = Duration.ofMillis(20);

    private static final Duration PAUSE = Duration.ofMillis(200);

    /** How often it writes down how far it has come; and how long after the last record the files are deleted. */
    private static final long REMEMBERING_NANOS = Duration.ofMillis(500).toNanos();

    private final KafkaClient kafka;
    private final DurableEmitter line;
    private final SpoolMetrics metrics;
    private final Spool spool;
    private final Thread thread = new Thread(this::run, "spool-relay");

    /** What was read and is not done with; and what of it is still to be sent. */
    private List<Spooled> chunk = List.of();

    private List<Spooled> left = List.of();

    private long remembered = System.nanoTime();
    private boolean trimmed;
    private volatile boolean stopping;

    SpoolRelay(KafkaClient kafka, DurableEmitter line, SpoolRepository repository, SpoolMetrics metrics) {
        this.kafka = kafka;
        this.line = line;
        this.metrics = metrics;
        this.spool = repository.spool();
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

    /** Sends them; those that are to be sent again. */
    private List<Spooled> send(List<Spooled> together) throws IOException, InterruptedException {
        Map<Spooled, Exception> failures = new ConcurrentHashMap<>();
        CountDownLatch open = new CountDownLatch(together.size());
        for (Spooled each : together) {
            kafka.send(each.message().kafka(), failure -> {
                settle(each, failure, failures);
                open.countDown();
            });
        }
        while (!open.await(IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
            if (stopping) {
                throw new InterruptedException("the service stops");
            }
        }
        List<Spooled> again = new ArrayList<>();
        for (Map.Entry<Spooled, Exception> failed : failures.entrySet()) {
            if (KafkaClient.isTheRecords(failed.getValue())) {
                refuse(failed.getKey(), failed.getValue());
            } else {
                again.add(failed.getKey());
            }
        }
        if (again.size() < together.size()) {
            line.isBack();
        }
        if (!again.isEmpty()) {
            recover(failures.values().stream()
                    .filter(KafkaClient::isTheProducers)
                    .findAny());
        }
        return again;
    }

    private void settle(Spooled each, @Nullable Exception failure, Map<Spooled, Exception> failures) {
        if (failure == null) {
            metrics.drained();
        } else {
            failures.put(each, failure);
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

    private void refuse(Spooled refused, Exception why) throws IOException {
        Log.errorf(
                "spooled record refused offset=%d error=%s",
                refused.offset(), why.getClass().getSimpleName());
        spool.refuse(refused);
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
