package io.waymark.sandbox.infra;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A real PostgreSQL server as a child process, with a database, a user and a password all called {@code waymark}. What
 * it has committed survives a crash: zonky's own settings, which trade that for speed, are overruled.
 *
 * <p>Close it before the JVM ends: nothing else does. The server of a JVM that was killed is stopped by the next start
 * on the same directory.
 */
public final class PostgresServer implements AutoCloseable {

    /** Database, user and password. */
    public static final String NAME = "waymark";

    private static final int ATTEMPTS_ON_FREE_PORTS = 3;

    /** After a crash it reads its log first. */
    private static final Duration STARTED_WITHIN = Duration.ofMinutes(1);

    private final EmbeddedPostgres postgres;

    private PostgresServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Starts it and waits until it takes connections.
     *
     * @throws PortInUseException if the port that was asked for is taken; a free port is tried anew instead
     */
    public static PostgresServer start(PostgresOptions options) {
        Path directory = options.directory();
        if (directory != null) {
            LeftoverPostgres.stop(Directories.create(directory));
        }
        if (options.port() != 0) {
            Ports.requireFree(options.port());
            return launch(options, options.port());
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return launch(options, Ports.free());
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS_ON_FREE_PORTS) {
                    throw e;
                }
            }
        }
    }

    public String host() {
        return Ports.HOST;
    }

    public int port() {
        return postgres.getPort();
    }

    /** For JDBC, with user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + host() + ":" + port() + "/" + NAME + "?user=" + NAME + "&password=" + NAME;
    }

    /** Ends open connections and stops the server, within about 5 s. */
    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop PostgreSQL", e);
        }
    }

    private static PostgresServer launch(PostgresOptions options, int port) {
        Path directory = options.directory();
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPort(port)
                .setRegisterShutdownHook(false) // whoever started it stops it, after those who use it
                .setPGStartupWait(STARTED_WITHIN)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on");
        options.further().forEach(builder::setServerConfig);
        if (directory != null) {
            builder.setDataDirectory(directory).setCleanDataDirectory(false);
        }
        try {
            PostgresServer server = new PostgresServer(builder.start());
            server.createDatabase();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL", e);
        }
    }

    private void createDatabase() throws IOException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (isMissing(statement, "select 1 from pg_roles where rolname = '" + NAME + "'")) {
                statement.execute("create role " + NAME + " login password '" + NAME + "'");
            }
            if (isMissing(statement, "select 1 from pg_database where datname = '" + NAME + "'")) {
                statement.execute("create database " + NAME + " owner " + NAME);
            }
        } catch (SQLException e) {
            postgres.close();
            throw new IOException("cannot create the database " + NAME, e);
        }
    }

    private static boolean isMissing(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            return !found.next();
        }
    }
}
