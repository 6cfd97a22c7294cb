package io.waymark.console.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.JsonSerde;
import io.waymark.contract.Settlement;
import io.waymark.contract.SettlementState;
import io.waymark.sandbox.infra.SharedPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was stored before lists by deadline came is found by them. */
class SettlementColumnsIT {

    private static final String SCHEMA = "settlement_columns";

    private Connection connection;

    @BeforeEach
    void theTablesAreThoseOfBefore() throws SQLException {
        connection = DriverManager.getConnection(SharedPostgres.jdbcUrl() + "&currentSchema=" + SCHEMA);
        migrate("3");
    }

    @AfterEach
    void theTablesGo() throws SQLException {
        run("drop schema " + SCHEMA + " cascade");
        connection.close();
    }

    @Test
    void theColumnsAreFilledOutOfTheDocuments() throws SQLException {
        store(Ledger.of("acme", "1")
                .due(Instant.parse("2026-12-01T00:00:00Z"))
                .worth("12.50")
                .seen(false)
                .held("UNKNOWN_CARRIER")
                .settlement());
        store(Ledger.of("acme", "2")
                .to(SettlementState.ACKNOWLEDGED, "ANSWER", "")
                .settlement());
        run(
                """
                update settlement set document = (document::jsonb - 'deadline' - 'gatewayView' - 'changes')::json
                where state = 'ACKNOWLEDGED'""");

        migrate("4");

        assertThat(row("HELD"))
                .isEqualTo("acme onerway 2026-12-01 00:00:00 UNKNOWN_CARRIER false 12.50 SAR true 2023-06-29 02:00:00");
        assertThat(row("ACKNOWLEDGED")).isEqualTo("acme onerway null null null null null false 2023-06-29 02:00:00");
    }

    private void store(Settlement settlement) throws SQLException {
        String document = new String(JsonSerde.of(Settlement.class).write(settlement), StandardCharsets.UTF_8);
        run("insert into merchant (merchant_id) values ('acme') on conflict do nothing");
        run("insert into registered_shipment values ('%s', 'sto', '1', 1, now())".formatted(settlement.shipmentId()));
        run(
                """
                insert into settlement_binding (settlement_id, shipment_id, merchant_id, tracking_number, gateway, bound_at)
                values ('%s', '%s', 'acme', '1', 'onerway', '2023-06-29T02:00:00Z')"""
                        .formatted(settlement.settlementId(), settlement.shipmentId()));
        run("insert into settlement values ('%s', '%s', %d, '%s')"
                .formatted(settlement.settlementId(), settlement.state(), settlement.revision(), document));
    }

    private String row(String state) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        """
                        select concat_ws(' ', merchant_id, gateway,
                          coalesce((deadline at time zone 'UTC')::text, 'null'), coalesce(hold_cause, 'null'),
                          coalesce(agrees::text, 'null'), coalesce(amount::text, 'null'), coalesce(currency, 'null'),
                          is_open::text, (bound_at at time zone 'UTC')::text)
                        from settlement where state = '%s'"""
                                .formatted(state))) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void migrate(String version) {
        Flyway.configure()
                .dataSource(SharedPostgres.jdbcUrl(), null, null)
                .schemas(SCHEMA)
                .locations("db/outbox", "db/migration")
                .target(version)
                .load()
                .migrate();
    }
}
