package io.waymark.console.rebuild;

import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.onerway;
import static io.waymark.console.Api.register;
import static io.waymark.contract.SubStatus.PICKED_UP;
import static io.waymark.contract.SubStatus.SIGNED_BY_RECIPIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.console.readmodel.Records;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.SharedPostgres;
import io.waymark.sandbox.infra.TopicWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class RebuildIT {

    private static final String PATH = "/v1/operations/read-model";
    private static final Duration SOON = Duration.ofSeconds(60);

    private final TopicWriter writer = new TopicWriter(SharedKafka.bootstrapServers());
    private final Records told = new Records(number());
    private final Records nobodys = new Records(number());
    private final Records silent = new Records(number());
    private final String path = "/v1/shipments/" + told.id();

    private Connection database;

    @BeforeEach
    void thereAreShipments() throws SQLException {
        database = DriverManager.getConnection(SharedPostgres.jdbcUrl());
        register(DEFAULT, told.number(), ", \"orderId\": \"MINE\", \"settlement\": " + onerway("T" + told.number()));
        register(DEFAULT, told.number(), ", \"origin\": \"广东省\"");
        register(DEFAULT, silent.number(), ", \"destination\": \"北京市\"");
        tell(told);
        tell(nobodys);
        writer.write(
                Topics.SETTLEMENTS,
                told.settlement("T" + told.number(), SettlementState.ACKNOWLEDGED, 3)
                        .settlementId()
                        .toString(),
                told.settlement("T" + told.number(), SettlementState.ACKNOWLEDGED, 3));
        await().atMost(SOON).untilAsserted(() -> {
            get(DEFAULT, path).body("revision", equalTo(2)).body("events", hasSize(2));
            get(DEFAULT, path).body("settlements[0].state", equalTo("ACKNOWLEDGED"));
            get(DEFAULT, "/v1/shipments/" + nobodys.id()).body("revision", equalTo(2));
        });
    }

    @AfterEach
    void close() throws SQLException {
        run("drop schema if exists console_backup cascade");
        database.close();
    }

    @Test
    void aRebuildGivesTheSameRowsAndAnswersMeanwhile() throws SQLException {
        Map<String, String> before = rows();
        assertThat(before.get("shipment_revision").lines()).hasSize(4);

        order("?history=none");
        until("DONE");

        assertThat(rows()).isEqualTo(before);
        get(DEFAULT, PATH)
                .body("total", greaterThan(0))
                .body("partitions.find { it.topic == 'waymark.latest.v1' && it.done > 0 }.done", greaterThan(0));
        afterwardsRecordsAndRegistrationsGoOn();
    }

    @Test
    void whatIsWrongIsRightAfterwards() throws SQLException {
        Map<String, String> before = rows();
        run("update console_read.shipment set status = 'EXCEPTION', document = '{}' where shipment_id = '" + told.id()
                + "'");
        run("delete from console_read.shipment_listing where shipment_id = '" + told.id() + "'");
        run("update console_read.journey set scans = 99, delivered_at = null where shipment_id = '" + told.id() + "'");
        run("update console_read.tracking_event set event_id = gen_random_uuid() where shipment_id = '" + nobodys.id()
                + "'");

        order("?history=none");
        until("DONE");

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void whatTheTopicsNoLongerHoldComesOutOfABackup() throws Exception {
        Map<String, String> before = rows();
        backUp();
        forgetTheEvents();
        run("delete from console_read.tracking_event where shipment_id = '" + told.id() + "'");
        run("delete from console_read.shipment_revision where shipment_id = '" + told.id() + "'");
        get(DEFAULT, path).body("events", hasSize(0));

        order("?history=console_backup");
        until("DONE");

        assertThat(rows()).isEqualTo(before);
        get(DEFAULT, path).body("events", hasSize(2));
    }

    @Test
    void journeysWhoseMonthsWereDroppedStay() throws Exception {
        Map<String, String> before = rows();
        forgetTheEvents();
        for (String table : new String[] {"tracking_event", "shipment_revision", "shipment_month"}) {
            run("delete from console_read." + table + " where shipment_id in ('" + told.id() + "', '" + nobodys.id()
                    + "')");
        }

        order("");
        until("DONE");

        assertThat(rows().get("journey")).isEqualTo(before.get("journey")).contains("SIGNED_BY_RECIPIENT");
    }

    @Test
    void aRebuildIsOrderedOnceAndCanBeEnded() {
        order("?history=no_such_schema");
        String ordered = get(DEFAULT, PATH).extract().path("rebuildId");
        order("");
        get(DEFAULT, PATH).body("rebuildId", equalTo(ordered));
        await().atMost(SOON).untilAsserted(() -> get(DEFAULT, PATH).body("state", equalTo("COMPLETING")));

        as(DEFAULT).delete(PATH + "/rebuild").then().statusCode(200).body("state", equalTo("CANCELLED"));
        as(DEFAULT).post(PATH + "/rebuild?history=a-b").then().statusCode(400);
        get(DEFAULT, path).statusCode(200).body("revision", equalTo(2));
    }

    private void afterwardsRecordsAndRegistrationsGoOn() throws SQLException {
        Records later = new Records(number());
        register(DEFAULT, later.number(), "").statusCode(201).body("status", equalTo("PENDING"));
        tell(later);
        await().atMost(SOON).untilAsserted(() -> get(DEFAULT, "/v1/shipments/" + later.id())
                .body("revision", equalTo(2))
                .body("events", hasSize(2)));
        get(DEFAULT, "/v1/shipments?trackingNumber=" + later.number()).body("items", hasSize(1));
        assertThat(text("console_read.journey t where t.scans = 2 and t.shipment_id = '" + later.id() + "'"))
                .contains("SIGNED_BY_RECIPIENT");
    }

    private void order(String query) {
        as(DEFAULT).post(PATH + "/rebuild" + query).then().statusCode(202).header("Location", endsWith(PATH));
    }

    private void until(String state) {
        await().atMost(SOON).untilAsserted(() -> {
            get(DEFAULT, "/v1/shipments/" + silent.id()).statusCode(200);
            get(DEFAULT, PATH).body("state", equalTo(state));
        });
    }

    private void tell(Records records) {
        String id = records.id().toString();
        writer.write(Topics.EVENTS, id, records.event(1, PICKED_UP, Records.SIGNED_AT.minusDays(1)));
        writer.write(Topics.LATEST, id, records.shipment(ShipmentStatus.IN_TRANSIT, PICKED_UP, 1));
        writer.write(Topics.EVENTS, id, records.event(2, SIGNED_BY_RECIPIENT, Records.SIGNED_AT));
        writer.write(
                Topics.LATEST,
                id,
                records.shipment(ShipmentStatus.DELIVERED, SIGNED_BY_RECIPIENT, 2, "ems:E" + records.number()));
    }

    /** As pg_dump and pg_restore do it: by COPY, through a text. */
    private void backUp() throws Exception {
        run("drop schema if exists console_backup cascade");
        run("create schema console_backup");
        for (String table : new String[] {"tracking_event", "shipment_revision"}) {
            run("create table console_backup.%1$s (like console_read.%1$s)".formatted(table));
            StringWriter copy = new StringWriter();
            CopyManager copies = database.unwrap(PGConnection.class).getCopyAPI();
            copies.copyOut("copy (select * from console_read." + table + ") to stdout", copy);
            copies.copyIn("copy console_backup." + table + " from stdin", new StringReader(copy.toString()));
        }
    }

    private static void forgetTheEvents() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", SharedKafka.bootstrapServers()))) {
            int partitions = admin.describeTopics(List.of(Topics.EVENTS.name()))
                    .allTopicNames()
                    .get()
                    .get(Topics.EVENTS.name())
                    .partitions()
                    .size();
            admin.deleteRecords(IntStream.range(0, partitions)
                            .boxed()
                            .collect(Collectors.toMap(
                                    partition -> new TopicPartition(Topics.EVENTS.name(), partition),
                                    partition -> RecordsToDelete.beforeOffset(-1))))
                    .all()
                    .get();
        }
    }

    /** All that the read model holds of these shipments, by table. */
    private Map<String, String> rows() throws SQLException {
        String mine = "('%s', '%s', '%s')".formatted(told.id(), nobodys.id(), silent.id());
        Map<String, String> rows = new TreeMap<>();
        for (String table : new String[] {
            "shipment",
            "shipment_number",
            "shipment_listing",
            "tracking_event",
            "shipment_revision",
            "shipment_month",
            "journey"
        }) {
            rows.put(table, text("console_read." + table + " t where t.shipment_id in " + mine));
        }
        rows.put(
                "settlement",
                text("console_read.settlement t where t.settlement_id in"
                        + " (select settlement_id from console.settlement_binding where shipment_id in " + mine + ")"));
        return rows;
    }

    private String text(String from) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row =
                        statement.executeQuery("select string_agg(t::text, e'\\n' order by t::text) from " + from)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
