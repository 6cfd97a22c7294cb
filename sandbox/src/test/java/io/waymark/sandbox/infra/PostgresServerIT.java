package io.waymark.sandbox.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {

    @Test
    void keepsRowsOfAPersistentDirectoryOverARestart(@TempDir Path directory) throws SQLException {
        PostgresOptions options = PostgresOptions.temporary().withDirectory(directory.resolve("data"));
        try (PostgresServer server = PostgresServer.start(options)) {
            execute(server, "create schema notifier; create table notifier.parcel as select 'STO1' as number");
        }

        try (PostgresServer server = PostgresServer.start(options)) {
            assertThat(ask(server, "select number from notifier.parcel")).isEqualTo("STO1");
        }
    }

    @Test
    void losesNothingThatItHasCommitted() throws SQLException {
        try (PostgresServer server = PostgresServer.start(PostgresOptions.temporary())) {
            assertThat(ask(server, "show fsync")).isEqualTo("on");
            assertThat(ask(server, "show synchronous_commit")).isEqualTo("on");
        }
    }

    @Test
    void stopsTheServerThatADeadPredecessorLeft(@TempDir Path directory) throws SQLException, IOException {
        PostgresOptions options = PostgresOptions.temporary().withDirectory(directory.resolve("data"));
        try (PostgresServer leftover = PostgresServer.start(options)) {
            execute(leftover, "create table parcel as select 'STO2' as number");
            long pid = Long.parseLong(Files.readAllLines(directory.resolve("data/postmaster.pid"))
                    .get(0)
                    .strip());

            LeftoverPostgres.stop(directory.resolve("data"));

            assertThat(ProcessHandle.of(pid)).matches(process -> isGone(process));
        }
        try (PostgresServer server = PostgresServer.start(options)) {
            assertThat(ask(server, "select number from parcel")).isEqualTo("STO2");
        }
    }

    private static boolean isGone(Optional<ProcessHandle> process) {
        return process.map(handle -> !handle.isAlive()).orElse(true);
    }

    private static void execute(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
