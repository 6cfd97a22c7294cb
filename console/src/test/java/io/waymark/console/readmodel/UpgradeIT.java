package io.waymark.console.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the migrations make of a read model from before it had a schema of its own. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class UpgradeIT {

    private static final String SCHEMA = "read_model_upgraded";
    private static final String BEFORE = "5";

    private static final String MERCHANTS =
            """
            insert into merchant (merchant_id) values ('a'), ('b');
            insert into registered_shipment values
              ('00000000-0000-5000-8000-000000000001', 'sto', '1', 1, '2025-12-30T08:00:00Z'),
              ('00000000-0000-5000-8000-000000000002', 'yto', '2', 1, '2026-01-02T08:00:00Z');
            insert into registration (registration_id, shipment_id, merchant_id, registered_at) values
              (gen_random_uuid(), '00000000-0000-5000-8000-000000000001', 'a', '2025-12-30T08:00:00Z'),
              (gen_random_uuid(), '00000000-0000-5000-8000-000000000001', 'b', '2025-12-31T08:00:00Z'),
              (gen_random_uuid(), '00000000-0000-5000-8000-000000000002', 'a', '2026-01-02T08:00:00Z')""";

    /** The third is one that nobody registered. */
    private static final String SHIPMENTS =
            """
            insert into shipment (shipment_id, status, monitoring, registered, revision, document, listed_at) values
              ('00000000-0000-5000-8000-000000000001', 'DELIVERED', 'ENDED', true, 7,
                '{"carrier": "sto", "flags": ["RETURNED_AFTER_DELIVERY"]}', '2025-12-30T08:00:00Z'),
              ('00000000-0000-5000-8000-000000000002', 'PENDING', 'ACTIVE', true, 0, '{"carrier": "yto"}', '2026-01-02T08:00:00Z'),
              ('00000000-0000-5000-8000-000000000003', 'IN_TRANSIT', 'ACTIVE', false, 2, '{"carrier": "ems"}', '2026-01-03T08:00:00Z');
            insert into shipment_number (carrier, tracking_number, shipment_id) values
              ('sto', '1', '00000000-0000-5000-8000-000000000001'),
              ('ems', 'E1', '00000000-0000-5000-8000-000000000001'),
              ('ems', 'E2', '00000000-0000-5000-8000-000000000001'),
              ('yto', '2', '00000000-0000-5000-8000-000000000002'),
              ('ems', '3', '00000000-0000-5000-8000-000000000003')""";

    private static final String EVENTS =
            """
            insert into tracking_event (event_id, shipment_id, sequence, occurred_at, document)
            select ('00000000-0000-5000-8000-0000000001' || lpad(n::text, 2, '0'))::uuid, '00000000-0000-5000-8000-000000000001', n,
              at, json_build_object('recordedAt', at, 'status', 'IN_TRANSIT', 'subStatus', 'PICKED_UP', 'type', 'EVENT',
                'carrier', 'sto')
            from (values (1, '2025-12-31T23:59:59.999Z'::timestamptz), (2, '2026-01-01T00:00:00Z'), (3, '2026-03-05T08:00:00Z'))
              as t (n, at)""";

    private static final String SETTLEMENT =
            """
            insert into settlement_binding (settlement_id, shipment_id, merchant_id, tracking_number, gateway, bound_at) values
              ('00000000-0000-5000-8000-000000000009', '00000000-0000-5000-8000-000000000001', 'a', '1', 'onerway', now());
            insert into settlement (settlement_id, state, revision, document, merchant_id, gateway, bound_at) values
              ('00000000-0000-5000-8000-000000000009', 'HELD', 3, '{"state": "HELD"}', 'a', 'onerway', now())""";

    private Connection connection;

    @BeforeEach
    void aDatabaseOfTheReleaseBefore() throws SQLException {
        migrate(BEFORE);
        connection = DriverManager.getConnection(SharedPostgres.jdbcUrl());
        connection.setSchema(SCHEMA);
        for (String rows : List.of(MERCHANTS, SHIPMENTS, EVENTS, SETTLEMENT)) {
            run(rows);
        }
        migrate("latest");
        connection.setSchema(SCHEMA + "_read");
    }

    @AfterEach
    void drop() throws SQLException {
        run("drop schema " + SCHEMA + " cascade");
        run("drop schema " + SCHEMA + "_read cascade");
        connection.close();
    }

    @Test
    void everythingIsThereAndFoundWhereTheNewTablesHaveIt() throws SQLException {
        assertThat(
                        rows(
                                "select status, monitoring, revision, document ->> 'carrier' from shipment order by shipment_id"))
                .containsExactly("DELIVERED ENDED 7 sto", "PENDING ACTIVE 0 yto", "IN_TRANSIT ACTIVE 2 ems");
        assertThat(rows("select carrier, tracking_number from shipment_number order by tracking_number"))
                .containsExactly("sto 1", "yto 2", "ems 3", "ems E1", "ems E2");
        assertThat(rows("select state, revision, document ->> 'state' from settlement"))
                .containsExactly("HELD 3 HELD");
        assertThat(rows("select sequence, right(event_id::text, 3), tableoid::regclass::text, document ->> 'recordedAt'"
                        + " is not null, recorded_at = occurred_at from tracking_event order by sequence"))
                .containsExactly(
                        "1 101 tracking_event_2025_12 t t",
                        "2 102 tracking_event_2026_01 t t",
                        "3 103 tracking_event_2026_03 t t");
        assertThat(
                        rows(
                                "select to_char(month at time zone 'UTC', 'YYYY-MM-DD HH24:MI') from shipment_month order by month"))
                .containsExactly("2025-12-01 00:00", "2026-01-01 00:00", "2026-03-01 00:00");
    }

    /** One row for each merchant and carrier; what nobody registered is listed under no merchant. */
    @Test
    void merchantsListsHaveWhatTheyHad() throws SQLException {
        assertThat(rows("select right(shipment_id::text, 1), merchant_id, carrier, main, status, monitoring,"
                        + " to_char(listed_at at time zone 'UTC', 'MM-DD') from shipment_listing order by 1, 2, 3"))
                .containsExactly(
                        "1 a ems f DELIVERED ENDED 12-30",
                        "1 a sto t DELIVERED ENDED 12-30",
                        "1 b ems f DELIVERED ENDED 12-30",
                        "1 b sto t DELIVERED ENDED 12-30",
                        "2 a yto t PENDING ACTIVE 01-02",
                        "3  ems t IN_TRANSIT ACTIVE 01-03");
    }

    @Test
    void whatWentBackIsListedAsSuchAlsoWhereAnOldReplicaChangedItAfterwards() throws SQLException {
        String returned = "select distinct right(shipment_id::text, 1) from shipment_listing where returned";
        assertThat(rows(returned)).containsExactly("1");

        run("update shipment_listing set returned = false");
        run(ListingRepository.CATCH_UP);
        assertThat(rows(returned)).isEmpty();
        run("update journey set delivered_at = first_at, problem_at = last_at");
        run(ListingRepository.CATCH_UP);
        assertThat(rows(returned)).containsExactly("1");
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    cells.add(found.getString(i));
                }
                rows.add(String.join(" ", cells));
            }
        }
        return rows;
    }

    private static void migrate(String version) {
        Flyway.configure()
                .dataSource(SharedPostgres.jdbcUrl(), null, null)
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .locations("db/outbox", "db/migration")
                .target(version)
                .load()
                .migrate();
    }
}
