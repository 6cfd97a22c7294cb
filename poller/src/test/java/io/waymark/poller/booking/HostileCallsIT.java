package io.waymark.poller.booking;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.waymark.contract.ShipmentId;
import io.waymark.sandbox.hostile.Description;
import io.waymark.sandbox.hostile.Siege;
import io.waymark.sandbox.hostile.Target;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Every call that the poller's description tells of, with everything that no honest caller sends. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(SandboxResource.class)
class HostileCallsIT {

    private static final String KEY = "Authorization: Bearer " + Desk.UMBRA;
    private static final Target HONEST = Target.of("GET", "/v1/waybills", KEY).withQuery("carrier=sto&orderId=none");

    private static final Map<String, String> BODIES = Map.of(
            "POST /v1/waybills",
            Desk.order("sto", "H" + Target.FRESH),
            "POST /v1/batches",
            "{\"carrier\": \"thirtypost\", \"name\": \"B" + Target.FRESH + "\"}");

    @Test
    void noCallIsBrokenByWhatComesInIt() throws IOException {
        byte[] description = given().accept("application/json").get("/openapi").asByteArray();
        Map<String, String> values = Map.of(
                "name",
                "NONE",
                "number",
                "773000000000",
                "shipmentId",
                ShipmentId.of("sto", "773000000000").toString());
        List<Target> targets = Description.targets(new ObjectMapper().readTree(description), values, BODIES).stream()
                .map(target -> target.withHeader(KEY))
                .toList();
        Siege siege = new Siege(RestAssured.port, HONEST, usual());

        assertThat(siege.of(targets)).isEmpty();
        assertThat(siege.calls()).isGreaterThan(500);
    }

    @Test
    void theManagementPortIsNotBrokenEither() {
        int port = ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class);
        Siege siege = new Siege(port, Target.of("GET", "/q/health/live"), 200);

        assertThat(siege.of(List.of(Target.of("GET", "/q/health/ready"), Target.of("GET", "/q/metrics"))))
                .isEmpty();
    }

    private static int usual() {
        return given().header("Authorization", "Bearer " + Desk.UMBRA)
                .get("/v1/waybills?carrier=sto&orderId=none")
                .statusCode();
    }
}
