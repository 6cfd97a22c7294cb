package io.waymark.console.access;

import static io.restassured.RestAssured.given;
import static io.waymark.console.Api.number;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.waymark.console.Api;
import io.waymark.sandbox.hostile.Description;
import io.waymark.sandbox.hostile.Siege;
import io.waymark.sandbox.hostile.Target;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Every call that the description tells of, with everything that no honest caller sends. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class HostileCallsIT {

    private static final String REGISTRATION =
            """
            {"carrier": "sto", "trackingNumber": "~fresh~", "orderId": "O~fresh~", "origin": "广东省深圳市南山区",
             "destination": "北京市朝阳区", "phone": "13488888888", "tracking": "auto", "labels": ["store-12"], "goods": "PHYSICAL",
             "installments": false, "codAmount": 12.5, "transactedAt": "2023-06-29T10:00:00+08:00",
             "settlement": {"gateway": "onerway", "transactionId": "T~fresh~", "paymentMethod": "STC_PAY", "carrierCode": "STO"}}""";

    private static final Target HONEST = Target.of("GET", "/v1/shipments", "Authorization: Bearer " + Api.ACME);

    private final String owner = "h" + number();

    @Inject
    Merchants merchants;

    @Test
    void noCallIsBrokenByWhatComesInIt() throws IOException {
        merchants.add(owner, owner);
        Map<String, String> things = new HashMap<>(Belongings.of(owner));
        things.putAll(Belongings.erasure(owner));
        things.putAll(Belongings.endpoint(owner, merchants));
        things.put("letterId", merchants.addDeadLetter());
        things.put("fresh", Target.FRESH);
        List<Target> targets = Description.targets(description(), things, bodies(things)).stream()
                .map(target -> target.withHeader("Authorization: Bearer " + key(target)))
                .map(target -> target.path().endsWith("/stream") ? target.knowing() : target) // each lasts for seconds
                .map(target -> target.path().contains("personal-data")
                        ? target.withPath(target.path().replace(things.get("shipmentId"), things.get("erasableId")))
                        : target)
                .toList();

        Siege siege = new Siege(RestAssured.port, HONEST, 200);

        assertThat(siege.of(targets)).isEmpty();
        assertThat(siege.calls()).isGreaterThan(3000);
    }

    /** What is no call of the API, and what nobody is told of. */
    @Test
    void noOtherAddressOfEitherPortIsBrokenByWhatComesThere() {
        int management = ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class);
        Siege traffic = new Siege(RestAssured.port, HONEST, 200);
        Siege operators = new Siege(management, Target.of("GET", "/q/health/live"), 200);

        assertThat(traffic.of(List.of(
                        Target.of("GET", "/openapi"), Target.of("GET", "/swagger"), Target.of("GET", "/nothing/here"))))
                .isEmpty();
        assertThat(operators.of(List.of(
                        Target.of("GET", "/q/health/ready"),
                        Target.of("GET", "/q/metrics"),
                        Target.of("POST", "/q/x"))))
                .isEmpty();
    }

    private static JsonNode description() throws IOException {
        return new ObjectMapper()
                .readTree(given().accept("application/json").get("/openapi").asByteArray());
    }

    private static Map<String, String> bodies(Map<String, String> things) {
        Map<String, String> bodies = new HashMap<>();
        for (Call call : Call.all()) {
            String body =
                    call.body().startsWith("{") ? call.body() : call.body().replace(';', '\n');
            bodies.put(call.operation(), body.isEmpty() ? "{}" : Call.filled(body, things));
        }
        bodies.put("POST /v1/shipments", REGISTRATION);
        return bodies;
    }

    /** What only those may who run the installation is tried by one of them: others get no further than the door. */
    private String key(Target target) {
        boolean isForStaff = Call.all().stream().filter(Call::isForStaff).anyMatch(call -> target.path()
                .startsWith(call.path().replaceFirst("/\\{.*", "")));
        return isForStaff ? Api.STAFF : owner;
    }
}
