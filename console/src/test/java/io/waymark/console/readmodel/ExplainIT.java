package io.waymark.console.readmodel;

import static io.waymark.console.Api.ACME;
import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.register;
import static io.waymark.contract.SubStatus.PICKED_UP;
import static io.waymark.contract.SubStatus.SIGNED_BY_PROXY;
import static io.waymark.contract.SubStatus.SIGNED_BY_RECIPIENT;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class ExplainIT {

    private final TopicWriter writer = new TopicWriter(SharedKafka.bootstrapServers());
    private final Records records = new Records(number());
    private final String path = "/v1/shipments/" + records.id() + "/explain";

    @Test
    void everyEventNamesItsRuleItsTableAndItsRawRecordAndTheNewestOfOneScanDecides() {
        deliveredAndCorrected();

        get(DEFAULT, path)
                .body("items.sequence", contains(3, 2, 1))
                .body("items.decides", contains(true, false, false))
                .body("items[0].type", equalTo("CORRECTION"))
                .body("items[0].status", equalTo("DELIVERED"))
                .body("items[0].subStatus", equalTo("SIGNED_BY_PROXY"))
                .body("items[1].eventId", equalTo(signed().eventId().toString()))
                .body("items[1].occurredAt", equalTo("2023-06-30T16:05:00+08:00"))
                .body("items[1].recordedAt", equalTo("2023-06-30T08:05:03.120Z"))
                .body("items[1].rawCode", equalTo("301"))
                .body("items[1].rule", equalTo("kuaidi100:301"))
                .body("items[1].mappingVersion", equalTo("kuaidi100@3"))
                .body("items[1].provider", equalTo("kuaidi100"))
                .body("items[1].evidence", equalTo("SIGNED_PUSH"))
                .body("items[1].source.topic", equalTo("waymark.raw.v1"))
                .body("items[1].source.partition", equalTo(0))
                .body("items[1].source.offset", equalTo(7))
                .body("items[1].source.ceId", equalTo("raw-2"))
                .body("next", nullValue());
    }

    @Test
    void pagesAreThoseOfTheEvents() {
        deliveredAndCorrected();

        String next = get(DEFAULT, path + "?limit=1")
                .body("items.decides", contains(true))
                .extract()
                .path("next");
        get(DEFAULT, path + "?cursor=" + next)
                .body("items.sequence", contains(2, 1))
                .body("items.decides", contains(false, false));
    }

    @Test
    void nothingIsExplainedToAnotherMerchant() {
        deliveredAndCorrected();

        get(ACME, path).statusCode(404);
        get(DEFAULT, "/v1/shipments/none/explain").statusCode(404);
        as("no-key").get(path).then().statusCode(401);
    }

    @Test
    void theCallIsPartOfTheDescription() {
        as(DEFAULT)
                .accept("application/json")
                .get("/openapi")
                .then()
                .body("paths", hasKey("/v1/shipments/{shipmentId}/explain"));
    }

    private TrackingEvent signed() {
        return records.event(2, SIGNED_BY_RECIPIENT, Records.SIGNED_AT);
    }

    private void deliveredAndCorrected() {
        register(DEFAULT, records.number(), "").statusCode(201);
        publish(records.event(1, PICKED_UP, Records.SIGNED_AT.minusDays(1)));
        publish(signed());
        publish(records.correction(3, signed(), SIGNED_BY_PROXY));
        writer.write(Topics.LATEST, records.id().toString(), records.deliveredBy(signed(), 2));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            get(DEFAULT, path).body("items", hasSize(3));
            get(DEFAULT, "/v1/shipments/" + records.id()).body("status", equalTo("DELIVERED"));
        });
    }

    private void publish(TrackingEvent event) {
        writer.write(Topics.EVENTS, records.id().toString(), event);
    }
}
