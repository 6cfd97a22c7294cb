package io.waymark.quickstart;

import static org.awaitility.Awaitility.await;

import io.waymark.quickstart.Wires.Link;
import io.waymark.sandbox.SandboxServer;
import io.waymark.sandbox.SandboxSettings;
import io.waymark.sandbox.infra.EmbeddedKafka;
import io.waymark.sandbox.infra.KafkaOptions;
import io.waymark.sandbox.infra.PostgresOptions;
import io.waymark.sandbox.infra.PostgresServer;
import io.waymark.sandbox.infra.TopicSetup;
import io.waymark.sandbox.infra.Wire.Trouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.utils.Exit;

/**
 * The built services as processes, with {@link Wires} between them and what they rely on, all of which can be broken; Kafka,
 * PostgreSQL and the sandbox, which is never harmed, in and below this JVM. Whatever is asked of it twice is done once.
 */
final class BatteredFleet implements AutoCloseable {

    private static final int PARTITIONS = 6;
    private static final Duration READY_WITHIN = Duration.ofMinutes(5);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(25);

    /** It says that it is not ready where its spool has no room for the largest record, and serves all the same. */
    private static final Readiness INGEST_STARTED =
            Readiness.http(Part.WEBHOOK_INGEST.managementPort(), "/q/health/started");

    private final DataDirectory data;
    private final ChildLedger ledger;
    private final Wires wires = new Wires();
    private final Map<Part, Child> services = new EnumMap<>(Part.class);
    private final EmbeddedKafka kafka;
    private final SandboxServer sandbox;
    private PostgresServer postgres;
    private int endedByThemselves;

    /**
     * Starts all, with nothing known of before. Returns when every service is ready.
     *
     * @param settings of all
     */
    BatteredFleet(DataDirectory data, Map<String, String> settings) {
        this.data = data;
        data.create();
        ledger = new ChildLedger(data.children());
        Leftovers leftovers = new Leftovers(ledger, data.database());
        leftovers.stop();
        Runtime.getRuntime().addShutdownHook(new Thread(leftovers::stop)); // where the tests are cut short
        data.wipe();
        FreePorts.require(List.of(Part.values()));
        Exit.setExitProcedure((status, message) -> {
            throw new IllegalStateException("Kafka gave up: " + message);
        });
        kafka = EmbeddedKafka.start(
                KafkaOptions.temporary().withPort(Part.KAFKA.port()).withFurther(wires.listeners()));
        TopicSetup.createAll(kafka.bootstrapServers(), PARTITIONS, 1);
        startDatabase();
        sandbox = SandboxServer.start(SandboxSettings.of(environment(Part.SANDBOX, settings)));
        for (Part part : Part.services()) {
            Assembly assembly = new Assembly(Fleet.ROOT, data, environment(part, settings), ledger);
            services.put(part, assembly.children().get(part));
        }
        try {
            services.values().forEach(Child::start);
            awaitReady();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Map<String, String> environment(Part part, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Settings.over(settings).environment());
        all.putAll(wires.environment(part));
        return all;
    }

    /** How often a service ended though nobody had killed or stopped it. */
    int endedByThemselves() {
        return endedByThemselves;
    }

    /** SIGKILL. */
    void kill(Part part) {
        process(part).ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
    }

    /** SIGTERM; it takes some seconds to end. */
    void askToStop(Part part) {
        process(part).ifPresent(ProcessHandle::destroy);
    }

    /** Starts it, if it does not run; does not wait until it is ready. */
    void start(Part part) {
        if (process(part).isEmpty()) {
            services.get(part).start();
        }
    }

    /** Starts it once it has ended, for which it was asked; what does not end in time is killed. */
    void startOnceStopped(Part part) {
        process(part).ifPresent(process -> {
            resume(part);
            try {
                process.onExit().get(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                kill(part);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        start(part);
    }

    /** Stops and starts it, and returns when it is ready. */
    void restart(Part part) {
        askToStop(part);
        startOnceStopped(part);
        await().atMost(READY_WITHIN).until(() -> isReady(services.get(part)));
    }

    /** SIGSTOP: it does nothing and does not know it. */
    void pause(Part part) {
        signal("STOP", part);
    }

    /** SIGCONT. */
    void resume(Part part) {
        signal("CONT", part);
    }

    void trouble(Link link, Trouble trouble) {
        wires.trouble(link, trouble);
    }

    void stopBroker() {
        kafka.stopBroker(1);
    }

    void startBroker() {
        kafka.startBroker(1);
    }

    void stopDatabase() {
        if (postgres != null) {
            postgres.close();
            postgres = null;
        }
    }

    /** SIGKILL to the server and all its processes; it has to recover from its log. */
    void crashDatabase() {
        Postmaster.of(data.database()).ifPresent(postmaster -> {
            List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
            all.add(postmaster);
            all.forEach(ProcessHandle::destroyForcibly);
            Stopper.haveEnded(all, STOPPED_WITHIN);
        });
        stopDatabase();
    }

    void startDatabase() {
        if (postgres == null) {
            postgres = PostgresServer.start(
                    PostgresOptions.temporary().withDirectory(data.database()).withPort(Part.POSTGRESQL.port()));
        }
    }

    /** Ends all harm. Returns when every service is ready. */
    void heal() {
        wires.mendAll();
        startDatabase();
        startBroker();
        services.keySet().forEach(this::resume);
        services.keySet().forEach(this::start);
        awaitReady();
    }

    /** Stops everything. No process is left. */
    @Override
    public void close() {
        wires.mendAll();
        services.keySet().forEach(this::resume);
        Stopper.stop(ledger.alive(Part.Role.SERVICE), STOPPED_WITHIN);
        ledger.clear();
        sandbox.close();
        stopDatabase();
        kafka.close();
        wires.close();
    }

    private void awaitReady() {
        await("every service is ready")
                .atMost(READY_WITHIN)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> services.values().stream().allMatch(this::isReady));
    }

    /** What ended by itself is started anew, as whoever runs services does. */
    private boolean isReady(Child service) {
        if (process(service.part()).isEmpty()) {
            endedByThemselves++;
            service.start();
            return false;
        }
        return service.part() == Part.WEBHOOK_INGEST ? INGEST_STARTED.isReady() : service.isReady();
    }

    private Optional<ProcessHandle> process(Part part) {
        return services.get(part).handle().filter(ProcessHandle::isAlive);
    }

    private void signal(String name, Part part) {
        process(part).ifPresent(process -> {
            try {
                new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
