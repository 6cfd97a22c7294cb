package io.waymark.quickstart;

import io.waymark.sandbox.infra.PostgresOptions;
import io.waymark.sandbox.infra.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * PostgreSQL as one of the parts: this process lives as long as its server. SIGTERM stops the server; if the server dies,
 * this process ends with status 1, and so the launcher learns of it and starts both again.
 *
 * <p>Arguments: the data directory, absolute, and the port.
 */
final class PostgresProcess {

    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private PostgresProcess() {}

    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        PostgresServer server = PostgresServer.start(
                PostgresOptions.temporary().withDirectory(directory).withPort(Integer.parseInt(arguments[1])));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-postgresql"));
        Postmaster.of(directory).ifPresent(postmaster -> Stopper.haveEnded(List.of(postmaster), FOR_EVER));
        System.exit(1);
    }
}
