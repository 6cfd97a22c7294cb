package io.waymark.notifier.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.SettlementAttempt;
import io.waymark.contract.SettlementChange;
import io.waymark.contract.SettlementState;
import io.waymark.sandbox.infra.SharedPostgres;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A ledger that an earlier version wrote, on a real PostgreSQL. */
class UpgradeIT {

    private static final String SCHEMA = "upgrade_it";

    @BeforeEach
    void anEarlierVersionsLedger() throws SQLException {
        Flyway earlier = migrations("2");
        earlier.clean();
        earlier.migrate();
        run(
                """
                insert into settlement (settlement_id, merchant_id, shipment_id, gateway, transaction_id, payment_key,
                  carrier, tracking_number, terms, state, reason, attempts, next_attempt_at, in_doubt, left_once, overdue,
                  changed_at, revision, transacted_at)
                values ('00000000-0000-0000-0000-000000000001', 'm', '00000000-0000-0000-0000-000000000002', 'onerway',
                  '1', 'onerway:1', 'sto', '773', '{"orderNo": null}', 'WAITING', '40001', 1, now(), false, false, false,
                  now(), 2, '2026-11-01T00:00:00Z')""");
        run(
                """
                insert into settlement_change
                  (settlement_id, revision, changed_at, from_state, to_state, cause, reason, attempts)
                values
                  ('00000000-0000-0000-0000-000000000001', 1, '2026-11-02T00:00:00.5Z', null, 'OWED', 'REGISTERED', '', 0),
                  ('00000000-0000-0000-0000-000000000001', 2, '2026-11-03T00:00:00Z', 'OWED', 'WAITING', 'ANSWER', 'x', 1)""");
        run(
                """
                insert into settlement_attempt
                  (settlement_id, attempt, request_digest, outcome, answer_code, answer_text, duration_millis, recorded_at)
                values ('00000000-0000-0000-0000-000000000001', 1, 'ab', 'NOT_YET', '40001', 'not "final"', 12,
                  '2026-11-03T00:00:00Z')""");
    }

    private static Flyway migrations(String target) {
        return Flyway.configure()
                .dataSource(SharedPostgres.jdbcUrl(), null, null)
                .schemas(SCHEMA)
                .locations("db/outbox", "db/migration")
                .target(target)
                .cleanDisabled(false)
                .load();
    }

    @Test
    void keepsItsHistoryAndItsDeadlines() throws SQLException {
        migrations("latest").migrate();

        JournalRow journal = new JournalRow(text("changes"), text("attempt_log"));
        assertThat(journal.changeList())
                .containsExactly(
                        new SettlementChange(
                                1,
                                Instant.parse("2026-11-02T00:00:00.500Z"),
                                null,
                                SettlementState.OWED,
                                "REGISTERED",
                                "",
                                null),
                        new SettlementChange(
                                2,
                                Instant.parse("2026-11-03T00:00:00Z"),
                                SettlementState.OWED,
                                SettlementState.WAITING,
                                "ANSWER",
                                "x",
                                null));
        assertThat(journal.attemptList())
                .containsExactly(new SettlementAttempt(
                        1,
                        SettlementAttempt.Kind.UPLOAD,
                        Instant.parse("2026-11-03T00:00:00Z"),
                        "ab",
                        "NOT_YET",
                        "40001",
                        "not \"final\"",
                        12L));
        assertThat(text("deadline at time zone 'UTC'")).isEqualTo("2026-12-01 00:00:00");
        assertThat(text("deadline_due_at at time zone 'UTC'")).isEqualTo("2026-11-24 00:00:00");
    }

    /** One that came to stand below a number that is applied already would keep the service from starting. */
    @Test
    void migrationsAreNumberedWithoutGapsSoThatNoLaterOneComesBelow() {
        List<Integer> numbers = Stream.of(migrations("latest").info().all())
                .flatMap(migration -> Stream.ofNullable(migration.getVersion())) // the schema's own entry has none
                .map(version -> new BigDecimal(version.getVersion()).intValue())
                .filter(number -> number > 0)
                .toList();

        assertThat(numbers)
                .isNotEmpty()
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, numbers.size()).boxed().toList());
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(String column) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select (" + column + ")::text from settlement")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connection() throws SQLException {
        return DriverManager.getConnection(SharedPostgres.jdbcUrl() + "&currentSchema=" + SCHEMA);
    }
}
