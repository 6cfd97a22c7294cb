package io.waymark.ingest;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
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
    private final List<SpoolRelay> relays;
    private final RejectionEmitter rejections;
    private final SpoolRepository spools;
    private final SpoolConfig config;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "kafka-watch"));

    LineScheduler(
            KafkaClient kafka,
            DurableEmitter line,
            RejectionEmitter rejections,
            SpoolRepository repository,
            SpoolMetrics metrics,
            SpoolConfig config) {
        this.kafka = kafka;
        this.line = line;
        this.relays = List.of(
                new SpoolRelay(kafka, line, metrics, repository.spool(), Optional.of(repository.held())),
                new SpoolRelay(kafka, line, metrics, repository.held(), Optional.empty()));
        this.rejections = rejections;
        this.spools = repository;
        this.config = config;
    }

    void start(@Observes StartupEvent started) throws InterruptedException {
        kafka.start();
        relays.forEach(SpoolRelay::start);
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
        while ((line.isWaiting() || spools.records() > 0) && System.nanoTime() - deadline < 0) {
            Thread.sleep(WATCHING_MILLIS);
        }
        watch.shutdownNow();
        rejections.flush();
        line.giveUp();
        for (SpoolRelay relay : relays) {
            relay.stop();
        }
        if (spools.records() > 0) {
            Log.warnf("spool holds records for the next start records=%d", spools.records());
        }
        spools.spool().close();
        spools.held().close();
        kafka.close();
    }
}
