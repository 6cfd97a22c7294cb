package io.waymark.quickstart;

import io.waymark.sandbox.SandboxServer;
import io.waymark.sandbox.infra.KafkaServer;
import io.waymark.sandbox.infra.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Says of every part how it is started and how it is known to be ready. */
final class Assembly {

    private static final String QUIET = "-Djava.util.logging.config.class=" + QuietLogging.class.getName();

    private final Path root;
    private final DataDirectory data;
    private final Map<String, String> environment;
    private final ChildLedger ledger;
    private final JavaCommand java;

    /**
     * @param root of the project, where the built services are
     * @param environment of every part
     */
    Assembly(Path root, DataDirectory data, Map<String, String> environment, ChildLedger ledger) {
        this.root = root;
        this.data = data;
        this.environment = environment;
        this.ledger = ledger;
        this.java = new JavaCommand(root.resolve("quickstart-app/target/quickstart-app.jar"));
    }

    /** Every part as a process that is not started yet. */
    Map<Part, Child> children() {
        Map<Part, Child> children = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            children.put(part, child(part));
        }
        return children;
    }

    private Child child(Part part) {
        ProcessBuilder builder = new ProcessBuilder(command(part));
        builder.directory(data.state(part).toFile());
        builder.environment().putAll(environment);
        if (part == Part.KAFKA) {
            builder.environment()
                    .put("WAYMARK_KAFKA_DIR", data.state(part).resolve("data").toString());
            builder.environment().put("WAYMARK_KAFKA_PORT", Integer.toString(part.port()));
        }
        return new Child(part, builder, data.log(part.label()), ledger, readiness(part));
    }

    private List<String> command(Part part) {
        return switch (part) {
            case POSTGRESQL ->
                java.main(
                        part, QUIET, PostgresProcess.class, data.database().toString(), Integer.toString(part.port()));
            case KAFKA -> java.main(part, QUIET, KafkaServer.class);
            case SANDBOX -> java.main(part, QUIET, SandboxServer.class);
            case CONSOLE, WEBHOOK_INGEST, POLLER, NORMALIZER, NOTIFIER -> java.jar(part, runnerOf(part));
        };
    }

    private Readiness readiness(Part part) {
        return switch (part) {
            case POSTGRESQL -> Readiness.database(part.port(), PostgresServer.NAME, PostgresServer.NAME);
            case KAFKA -> Readiness.line(data.log(part.label()), "Kafka is ready");
            case SANDBOX -> Readiness.http(part.port(), "/sandbox/health");
            case CONSOLE, WEBHOOK_INGEST, POLLER, NORMALIZER, NOTIFIER ->
                Readiness.http(part.managementPort(), "/q/health/ready");
        };
    }

    private Path runnerOf(Part part) {
        Path runner = root.resolve(part.label()).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(runner)) {
            throw new StartException(runner + " is not there. Build it: ./mvnw -Dquick package");
        }
        return runner;
    }
}
