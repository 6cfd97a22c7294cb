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
import io.waymark.sandbox.infra.TopicWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

    private Tables tables;

    @BeforeEach
    void thereAreShipments() throws SQLException {
        tables = Tables.open();
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
        tables.run("drop schema if exists console_backup cascade");
        tables.close();
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
        tables.run("update console_read.shipment set status = 'EXCEPTION', document = '{}' where shipment_id = '"
                + told.id() + "'");
        tables.run("delete from console_read.shipment_listing where shipment_id = '" + told.id() + "'");
        tables.run("update console_read.journey set scans = 99, delivered_at = null where shipment_id = '" + told.id()
                + "'");
        tables.run("update console_read.tracking_event set event_id = gen_random_uuid() where shipment_id = '"
                + nobodys.id() + "'");

        order("?history=none");
        until("DONE");

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void whatTheTopicsNoLongerHoldComesOutOfABackup() throws Exception {
        Map<String, String> before = rows();
        tables.backUp("console_backup");
        forgetTheEvents();
        tables.run("delete from console_read.tracking_event where shipment_id = '" + told.id() + "'");
        tables.run("delete from console_read.shipment_revision where shipment_id = '" + told.id() + "'");
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
            tables.run("delete from console_read." + table + " where shipment_id in ('" + told.id() + "', '"
                    + nobodys.id() + "')");
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
        assertThat(tables.text("console_read.journey t where t.scans = 2 and t.shipment_id = '" + later.id() + "'"))
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

    private Map<String, String> rows() throws SQLException {
        return tables.rows(told.id(), nobodys.id(), silent.id());
    }
}
