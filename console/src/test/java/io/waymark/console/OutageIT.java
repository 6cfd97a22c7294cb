package io.waymark.console;

import static io.restassured.RestAssured.given;
import static io.waymark.console.Api.ACME;
import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.register;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.console.readmodel.Records;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicWriter;
import io.waymark.sandbox.infra.Wire;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = PostgresByWire.class, restrictToAnnotatedClass = true)
class OutageIT {

    private static final Duration SOON = Duration.ofSeconds(40);

    Wire wire;

    @AfterEach
    void mend() {
        wire.mend();
    }

    @Test
    void whilePostgresIsAwayRecordsWaitAndNothingIsSkipped() {
        Records records = new Records(number());
        TopicWriter writer = new TopicWriter(SharedKafka.bootstrapServers());
        String id = records.id().toString();
        register(DEFAULT, records.number(), "").statusCode(201);
        soon(() -> health("ready", 200));

        wire.trouble(Wire.Trouble.RESET);
        writer.write(Topics.EVENTS, id, records.event(1, SubStatus.PICKED_UP, Records.SIGNED_AT));
        writer.write(Topics.LATEST, id, records.shipment(ShipmentStatus.IN_TRANSIT, SubStatus.PICKED_UP, 1));
        soon(() -> health("ready", 503));
        health("live", 200);
        get(DEFAULT, "/v1/shipments/" + id).statusCode(503).contentType("application/problem+json");
        register(DEFAULT, records.number(), "").statusCode(503);
        get("wrong-key", "/v1/shipments/" + id).statusCode(401);

        wire.mend();
        soon(() -> get(DEFAULT, "/v1/shipments/" + id)
                .statusCode(200)
                .body("status", equalTo("IN_TRANSIT"))
                .body("events", hasSize(1)));
        soon(() -> health("ready", 200));
    }

    @Test
    void whilePostgresIsAwayCommandsWaitAndNoneIsSkipped() {
        Records first = new Records(number());
        Records second = new Records(number());
        TopicWriter writer = new TopicWriter(SharedKafka.bootstrapServers());
        soon(() -> health("ready", 200));

        wire.trouble(Wire.Trouble.RESET);
        soon(() -> health("ready", 503));
        writer.write(Topics.COMMANDS, first.id().toString(), first.command("acme"));
        writer.write(Topics.COMMANDS, second.id().toString(), second.command("acme"));
        soon(() -> get(ACME, "/v1/shipments/" + first.id()).statusCode(503));

        wire.mend();
        soon(() -> get(ACME, "/v1/shipments/" + first.id()).statusCode(200));
        soon(() -> get(ACME, "/v1/shipments/" + second.id()).statusCode(200));
    }

    private static void health(String kind, int status) {
        given().port(managementPort()).get("/q/health/" + kind).then().statusCode(status);
    }

    private static int managementPort() {
        return ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class);
    }

    private static void soon(Runnable answer) {
        await().atMost(SOON).untilAsserted(answer::run);
    }
}
