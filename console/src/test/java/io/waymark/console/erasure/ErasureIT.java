package io.waymark.console.erasure;

import static io.waymark.console.Api.ACME;
import static io.waymark.console.Api.OTHER;
import static io.waymark.console.Api.STAFF;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.onerway;
import static io.waymark.console.Api.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.waymark.console.readmodel.Ledger;
import io.waymark.console.readmodel.Records;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/** Erasure as merchants order it, with services that answer as the real ones do. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class ErasureIT extends ErasureCases {

    @Test
    void nothingIsLeftAndNothingComesBack() {
        registered();
        sql(
                "insert into dead_letter (letter_id, letters, partition, record_offset, consumer_group, topic, record_key, provider,"
                        + " reason, cause, size, at) values (gen_random_uuid(), 'dlq.x', 0, 0, 'x', 'x', '"
                        + parcel.id()
                        + "', '', 'unreadable', 'unreadable', 1, now())");

        String id = ordered(ACME, 202);
        assertThat(services.asked(id, 2))
                .containsExactlyInAnyOrder("waymark-notifier " + parcel.id(), "waymark-notifier " + alias);
        assertThat(ordered(ACME, 202)).isEqualTo(id);
        get(ACME, "/v1/erasures/" + id)
                .body("state", equalTo("ORDERED"))
                .body("erasedAt", nullValue())
                .body("services.state", everyItem(equalTo("WAITING")));
        get(ACME, path).statusCode(200);
        register(ACME, parcel.number(), "").statusCode(409).body("type", equalTo("urn:waymark:problem:erased"));

        services.notifierHasErased(id, parcel.id(), alias);

        await().atMost(SOON).untilAsserted(() -> get(ACME, path).statusCode(404));
        nothingIsShown();
        assertThat(services.asked(id, 6))
                .hasSize(6)
                .contains("waymark-normalizer " + alias, "waymark-poller " + parcel.id());
        List<RegisteredShipment> published = services.published(parcel.id(), 2);
        assertThat(published).hasSize(2);
        assertThat(published.get(1).registrations().get(0))
                .extracting(Registration::phone, Registration::origin, Registration::destination, Registration::orderId)
                .containsOnlyNulls();
        assertThat(published.get(1).registrations().get(0).labels()).isEmpty();
        assertThat(sql("select 1 from dead_letter where record_key = '" + parcel.id() + "'")
                        .size())
                .isZero();

        tellOfItAgain(3);
        nothingIsShown();
        services.theOthersHaveErased(id, parcel.id(), alias);
        services.theOthersHaveErased(id, parcel.id(), alias);

        await().atMost(SOON).untilAsserted(() -> get(ACME, "/v1/erasures/" + id).body("state", equalTo("DONE")));
        JsonPath receipt = get(ACME, "/v1/erasures/" + id).extract().jsonPath();
        assertThat(receipt.getList("services.state")).hasSize(7).containsOnly("DONE");
        assertThat(receipt.getInt("services.find { it.service == 'waymark-console' }.counts.events"))
                .isEqualTo(2);
        assertThat(receipt.getInt("services.find { it.service == 'waymark-poller' }.counts.rows"))
                .isEqualTo(2);
        assertThat(Duration.between(
                        Instant.parse(receipt.getString("erasedAt")), Instant.parse(receipt.getString("goneBy"))))
                .isEqualTo(Duration.ofDays(91));
        assertThat(receipt.getList("stores.store")).contains("waymark.raw.v1", "console: tables");
        assertThat(ordered(ACME, 200)).isEqualTo(id);
        register(ACME, parcel.number(), PERSONAL).statusCode(409);
        register(OTHER, parcel.number(), PERSONAL).statusCode(409);
        assertThat(services.published(parcel.id(), 2)).hasSize(2);
    }

    @Test
    void aRebuildDoesNotBringItBack() {
        registered();
        String id = ordered(ACME, 202);
        services.notifierHasErased(id, parcel.id(), alias);
        await().atMost(SOON).untilAsserted(() -> get(ACME, path).statusCode(404));

        as(STAFF).post("/v1/operations/read-model/rebuild?history=none").then().statusCode(202);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> get(STAFF, "/v1/operations/read-model").body("state", equalTo("DONE")));

        nothingIsShown();
        assertThat(sql("select 1 from tracking_event where shipment_id = '" + parcel.id() + "'")
                        .size())
                .isZero();
    }

    @Test
    void whileASettlementIsOpenNothingIsErased() {
        register(ACME, parcel.number(), PERSONAL + ", \"settlement\": " + onerway("T" + parcel.number()))
                .statusCode(201);

        as(ACME).delete(path + "/personal-data")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:waymark:problem:settlement-open"));
        Ledger ledger = Ledger.of("acme", parcel.number())
                .to(SettlementState.ACKNOWLEDGED, "ANSWER", "")
                .publish();
        await().atMost(SOON).untilAsserted(() -> get(ACME, "/v1/settlements/" + ledger.id())
                .body("state", equalTo("ACKNOWLEDGED")));

        String id = ordered(ACME, 202);
        services.notifierRefuses(id, parcel.id());

        await().atMost(SOON).untilAsserted(() -> get(ACME, "/v1/erasures/" + id)
                .body("state", equalTo("REFUSED"))
                .body("detail", equalTo("a settlement is open")));
        get(ACME, path).statusCode(200);
        register(ACME, parcel.number(), PERSONAL).statusCode(200);
        services.notifierHasErased(id, parcel.id());
        assertThat(ordered(ACME, 202)).isNotEqualTo(id);
        get(ACME, path).statusCode(200);
    }

    @Test
    void onlyWhoseItIsOrStaffMay() {
        tellOfItAgain(1);
        await().atMost(SOON).untilAsserted(() -> get(ACME, path).statusCode(200)); // nobody's, which operators see
        as(ACME).delete(path + "/personal-data").then().statusCode(403);
        as(STAFF)
                .delete("/v1/shipments/" + ShipmentId.of("sto", number()) + "/personal-data")
                .then()
                .statusCode(404);

        String id = ordered(STAFF, 202);

        get(ACME, "/v1/erasures/" + id).statusCode(404);
        register(ACME, parcel.number(), "").statusCode(409);
        assertThat(sql("select 1 from registered_shipment where carrier = ''").size())
                .isZero();
        services.notifierHasErased(id, parcel.id());
        await().atMost(SOON).untilAsserted(() -> get(ACME, path).statusCode(404));
    }

    @Test
    void aStepThatIsCutOffIsTakenAgainAndCountsOnce() {
        registered();
        String id = ordered(ACME, 202);
        SqlConnection other = database.getConnection().await().atMost(SOON);
        other.begin().await().atMost(SOON);
        other.query("select 1 from registration where shipment_id = '" + parcel.id() + "' for update")
                .execute()
                .await()
                .atMost(SOON);
        services.notifierHasErased(id, parcel.id(), alias);
        for (int deaths = 0; deaths < 2; deaths++) {
            await().atMost(SOON)
                    .until(() ->
                            sql("""
                                    select pg_terminate_backend(pid) from pg_stat_activity
                                    where wait_event_type = 'Lock' and query like 'update registration set order_id = null%'""")
                                            .size()
                                    > 0);
        }
        other.query("rollback").execute().await().atMost(SOON);
        other.close().await().atMost(SOON);

        await().atMost(SOON).untilAsserted(() -> get(ACME, path).statusCode(404));
        services.theOthersHaveErased(id, parcel.id(), alias);
        await().atMost(SOON).untilAsserted(() -> get(ACME, "/v1/erasures/" + id).body("state", equalTo("DONE")));
        assertThat(services.published(parcel.id(), 2)).hasSize(2);
        assertThat(services.asked(id, 6)).doesNotHaveDuplicates().hasSize(6);
    }

    @Test
    void whoDoesNotAnswerIsAskedAgain() {
        registered();
        String id = ordered(ACME, 202);
        services.asked(id, 2);

        sql("update erasure_part set asked_at = now() - interval '1 day' where erasure_id = '" + id + "'");

        assertThat(services.asked(id, 4)).hasSize(4);
    }

    @Test
    void whomARegistrationNamesIsForgottenInTime() {
        registered();
        assertThat(services.published(parcel.id(), 1)
                        .get(0)
                        .registrations()
                        .get(0)
                        .phone())
                .isNotNull();

        sql("update registration set registered_at = now() - interval '181 days' where shipment_id = '" + parcel.id()
                + "'");

        Registration left =
                services.published(parcel.id(), 2).get(1).registrations().get(0);
        assertThat(left)
                .extracting(Registration::phone, Registration::origin, Registration::destination)
                .containsOnlyNulls();
        assertThat(left.orderId()).isEqualTo("O" + parcel.number());
        get(ACME, path).statusCode(200).body("events", hasSize(2));
    }

    /** Returns once the read model has passed it. */
    private void tellOfItAgain(long sequence) {
        passed(tell(Topics.EVENTS, parcel.event(sequence, SubStatus.SIGNED, Records.SIGNED_AT.plusDays(1))));
        passed(tell(Topics.LATEST, parcel.shipment(ShipmentStatus.DELIVERED, SubStatus.SIGNED, 9)));
    }

    private void passed(RecordMetadata record) {
        await().atMost(SOON)
                .until(() -> sql("select 1 from read_model_offset where topic = '" + record.topic()
                                        + "' and partition = " + record.partition() + " and next_offset > "
                                        + record.offset())
                                .size()
                        > 0);
    }

    private void nothingIsShown() {
        for (String part : new String[] {"", "/events", "/explain", "/stream"}) {
            get(ACME, path + part).statusCode(404);
            get(STAFF, path + part).statusCode(404);
        }
        for (String key : new String[] {ACME, STAFF}) {
            get(key, "/v1/shipments?trackingNumber=" + parcel.number()).body("items", hasSize(0));
            get(key, "/v1/shipments?orderId=O" + parcel.number()).body("items", hasSize(0));
            assertThat(get(key, "/v1/shipments/export").extract().asString()).doesNotContain(parcel.number());
        }
        trackingPage().statusCode(404);
        assertThat(sql("select r::text as said from registration r where shipment_id = '" + parcel.id() + "'")
                        .iterator()
                        .next()
                        .getString("said"))
                .doesNotContain("sealed:", "O" + parcel.number(), "王五", "广东", "北京");
    }
}
