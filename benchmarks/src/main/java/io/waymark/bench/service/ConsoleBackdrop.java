package io.waymark.bench.service;

import static java.util.Map.entry;

import io.waymark.sandbox.infra.EmbeddedKafka;
import io.waymark.sandbox.infra.KafkaOptions;
import io.waymark.sandbox.infra.PostgresOptions;
import io.waymark.sandbox.infra.PostgresServer;
import io.waymark.sandbox.infra.TopicSetup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Kafka in this JVM, PostgreSQL beside it, and the built console as a process when it is started. All end with the JVM. */
public final class ConsoleBackdrop {

    private static final String KEY = "bench-key";
    private static final int PARTITIONS = 6;

    /** What docs/operations.md advises for a machine with 8 GB of memory for PostgreSQL. */
    private static final Map<String, String> POSTGRES = Map.of(
            "shared_buffers", "2GB",
            "effective_cache_size", "6GB",
            "max_wal_size", "16GB",
            "checkpoint_timeout", "15min");

    private final int port = JavaProcess.freePort();
    private final EmbeddedKafka kafka = EmbeddedKafka.start(KafkaOptions.temporary());
    private final PostgresServer postgres =
            PostgresServer.start(PostgresOptions.temporary().withFurther(POSTGRES));

    /** Without a console so far. */
    public ConsoleBackdrop() throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close)); // also when it is cut short
        TopicSetup.createAll(kafka.bootstrapServers(), PARTITIONS, 1);
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /**
     * Starts the console; one at a time.
     *
     * @param options of its JVM
     */
    public ServiceProcess console(String... options) throws IOException {
        return ServiceProcess.start(
                "console",
                Map.ofEntries(
                        entry("kafka.bootstrap.servers", kafka.bootstrapServers()),
                        entry("waymark.postgres.host", postgres.host()),
                        entry("waymark.postgres.port", Integer.toString(postgres.port())),
                        entry("waymark.api.keys", KEY),
                        entry("waymark.sealing.keys", Backdrop.SEALING_KEY),
                        entry("waymark.rate-limit.calls", "10000000"),
                        entry("quarkus.http.port", Integer.toString(port))),
                List.of(options));
    }

    /**
     * A connection to the console's own database.
     *
     * @param schemas in which tables are looked for, separated by commas
     */
    public Connection database(String schemas) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl() + "&currentSchema=" + schemas);
    }

    /** How long processors have worked so far for those processes of PostgreSQL that there are now, in seconds. */
    public double postgresCpuSeconds(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return ProcessHandle.of(row.getLong(1)).flatMap(ProcessHandle::parent).stream()
                            .flatMap(ProcessHandle::children)
                            .flatMap(process -> process.info().totalCpuDuration().stream())
                            .mapToLong(Duration::toMillis)
                            .sum()
                    / 1e3;
        }
    }

    /** A call to the console, by a merchant who may do all. */
    public HttpRequest.Builder call(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer " + KEY);
    }

    private void close() {
        postgres.close();
        kafka.close();
    }
}
