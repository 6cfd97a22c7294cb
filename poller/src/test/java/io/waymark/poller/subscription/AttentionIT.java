package io.waymark.poller.subscription;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.contract.Tracking;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicWriter;
import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a person can set right is alarmed on, listed, and tried again when the person says so. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(ProviderResource.class)
class AttentionIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @ConfigProperty(name = "waymark.kuaidi100.url")
    String url;

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    private ProviderStandIn providers;
    private final Ledger ledger = new Ledger();

    @BeforeEach
    void start() throws IOException {
        providers = new ProviderStandIn(url);
    }

    @AfterEach
    void stop() {
        providers.close();
    }

    private static ShipmentId register(String number) {
        return register(Shipments.registered("yto", number, Tracking.AUTO));
    }

    private static ShipmentId register(RegisteredShipment shipment) {
        new TopicWriter(SharedKafka.bootstrapServers())
                .write(Topics.SHIPMENTS, shipment.shipmentId().toString(), shipment);
        return shipment.shipmentId();
    }

    private void awaitState(String number, String state) {
        await().atMost(PATIENCE).until(() -> ledger.row(number)
                .filter(row -> row.state().equals(state))
                .isPresent());
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", "Bearer key-of-acme");
    }

    private double gauge(String name) {
        String line = given().get(metrics)
                .asString()
                .lines()
                .filter(text -> text.startsWith(name + "{provider=\"kuaidi100\""))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no gauge " + name));
        return Double.parseDouble(line.substring(line.lastIndexOf(' ')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"700", "701", "702"})
    void whatTheOperatorMustSetRightIsListedAndTriedAgainOnOrder(String code) {
        String number = "ASK" + code;
        providers.answers(number, code);
        ShipmentId id = register(number);
        awaitState(number, "HELD");

        await().atMost(PATIENCE).until(() -> gauge("subscriptions_held") >= 1);
        List<Map<String, String>> held = operator()
                .get("/v1/subscriptions/held")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
        assertThat(held)
                .filteredOn(item -> item.get("trackingNumber").equals(number))
                .singleElement()
                .satisfies(item -> assertThat(item).containsEntry("code", code));
        assertThat(providers.calls(number)).hasSize(1);

        operator().post("/v1/subscriptions/" + id + "/retry").then().statusCode(200);
        awaitState(number, "ACCEPTED");
        operator().post("/v1/subscriptions/" + id + "/retry").then().statusCode(404);
    }

    @Test
    void whatNobodyWantsPushedAnyMoreIsNotSubscribedOnOrder() {
        providers.answers("HELD-UNWANTED", "700");
        ShipmentId id = register("HELD-UNWANTED");
        awaitState("HELD-UNWANTED", "HELD");
        register(Shipments.registered("yto", "HELD-UNWANTED", 2, Shipments.registration("default", Tracking.NONE)));
        await().atMost(PATIENCE).until(() -> ledger.row("HELD-UNWANTED")
                .filter(row -> row.revision() == 2)
                .isPresent());

        operator().post("/v1/subscriptions/" + id + "/retry").then().statusCode(404);

        assertThat(ledger.row("HELD-UNWANTED").orElseThrow().state()).isEqualTo("HELD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"600", "601"})
    void anAccountThatIsNotServedIsLeftAloneAndAlarmedOn(String code) {
        String number = "PAUSE" + code;
        providers.answers(number, code);
        register(number);

        await().atMost(PATIENCE).until(() -> gauge("accounts_paused") == 1);
        register("DURING" + code);
        await().atMost(PATIENCE).until(() -> ledger.row("DURING" + code).isPresent());
        assertThat(providers.calls("DURING" + code)).isEmpty();

        awaitState(number, "ACCEPTED");
        awaitState("DURING" + code, "ACCEPTED");
        await().atMost(PATIENCE).until(() -> gauge("accounts_paused") == 0);
    }

    @Test
    void onlyTheStaffSeesWhatWaits() {
        given().get("/v1/subscriptions/held").then().statusCode(401);
        operator()
                .post("/v1/subscriptions/" + "x".toUpperCase(Locale.ROOT) + "/retry")
                .then()
                .statusCode(404);
    }
}
