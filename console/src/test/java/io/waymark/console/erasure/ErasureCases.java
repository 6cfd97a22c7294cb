package io.waymark.console.erasure;

import static io.restassured.RestAssured.given;
import static io.waymark.console.Api.ACME;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.register;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.waymark.console.readmodel.Records;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicWriter;
import jakarta.inject.Inject;
import java.time.Duration;
import org.apache.kafka.clients.producer.RecordMetadata;

/** What tests of erasures share: a parcel of a merchant's, and services that answer as the real ones do. */
abstract class ErasureCases {

    static final Duration SOON = Duration.ofSeconds(30);
    static final String PERSONAL =
            ", \"phone\": \"13812341234\", \"origin\": \"广东省深圳市\", \"destination\": \"北京市朝阳区\", \"labels\": [\"王五\"]";

    @Inject
    Pool database;

    final Services services = new Services();
    final TopicWriter writer = new TopicWriter(SharedKafka.bootstrapServers());
    final Records parcel = new Records(number());
    final ShipmentId alias = ShipmentId.of("ems", "E" + parcel.number());
    final String path = "/v1/shipments/" + parcel.id();

    /** A parcel of ACME's with an alias and two events. */
    void registered() {
        register(ACME, parcel.number(), PERSONAL + ", \"orderId\": \"O" + parcel.number() + "\"")
                .statusCode(201);
        tell(Topics.EVENTS, parcel.event(1, SubStatus.PICKED_UP, Records.SIGNED_AT.minusDays(1)));
        tell(Topics.EVENTS, parcel.event(2, SubStatus.SIGNED_BY_RECIPIENT, Records.SIGNED_AT));
        tell(
                Topics.LATEST,
                parcel.shipment(ShipmentStatus.DELIVERED, SubStatus.SIGNED_BY_RECIPIENT, 2, "ems:E" + parcel.number()));
        await().atMost(SOON).untilAsserted(() -> get(ACME, path)
                .body("events", hasSize(2))
                .body("aliases", contains("ems:E" + parcel.number())));
        trackingPage().statusCode(200);
    }

    <V> RecordMetadata tell(Topic<String, V> topic, V value) {
        return writer.write(topic, parcel.id().toString(), value);
    }

    String ordered(String key, int status) {
        ValidatableResponse answer =
                as(key).delete(path + "/personal-data").then().statusCode(status);
        String id = answer.extract().path("erasureId");
        answer.header("Location", endsWith("/v1/erasures/" + id))
                .body("shipmentId", equalTo(parcel.id().toString()));
        return id;
    }

    ValidatableResponse trackingPage() {
        return given().get("/track/sto/" + parcel.number()).then();
    }

    RowSet<Row> sql(String statement) {
        return database.query(statement).execute().await().atMost(SOON);
    }
}
