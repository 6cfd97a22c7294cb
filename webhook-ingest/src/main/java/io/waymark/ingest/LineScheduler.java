package io.waymark.ingest;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waymark.ingest.spool.Spool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Starts the way to Kafka and the spool, looks after it, and ends it so that nothing is lost. */
@ApplicationScoped
class LineScheduler {

    private static final int WATCHING_MILLIS = 10;

    /** How often refused callbacks that are not kept are told of. */
    private static final int TALLY_MILLIS = 1000;

    private final KafkaClient kafka;
    private final DurableEmitter line;
    private final SpoolRelay relay;
    private final RejectionEmitter rejections;
    private final Spool spool;
    private final SpoolConfig config;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "kafka-watch"));

    LineScheduler(
            KafkaClient kafka,
            DurableEmitter line,
            SpoolRelay relay,
            RejectionEmitter rejections,
            SpoolRepository repository,
            SpoolConfig config) {
        this.kafka = kafka;
        this.line = line;
        this.relay = relay;
        this.rejections = rejections;
        this.spool = repository.spool();
        this.config = config;
    }

    void start(@Observes StartupEvent started) throws InterruptedException {
        kafka.start();
        relay.start();
        watch.scheduleWithFixedDelay(lasting(line::watch), WATCHING_MILLIS, WATCHING_MILLIS, TimeUnit.MILLISECONDS);
        watch.scheduleWithFixedDelay(lasting(rejections::flush), TALLY_MILLIS, TALLY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A task that goes on being called although it failed: a scheduler drops one that throws, without a word. */
    static Runnable lasting(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                Log.error("a periodic task failed", e);
            }
        };
    }

    /** After the last callback was answered: waits for Kafka and for the spool to empty, but not for ever. */
    void stop(@Observes ShutdownEvent stopping) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + config.emptyWithin().toNanos();
        while ((line.isWaiting() || spool.records() > 0) && System.nanoTime() - deadline < 0) {
            Thread.sleep(WATCHING_MILLIS);
        }
        watch.shutdownNow();
        rejections.flush();
        line.giveUp();
        relay.stop();
        if (spool.records() > 0) {
            Log.warnf("spool holds records for the next start records=%d", spool.records());
        }
        spool.close();
        kafka.close();
    }
}
