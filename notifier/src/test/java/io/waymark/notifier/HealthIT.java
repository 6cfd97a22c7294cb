package io.waymark.notifier;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.net.URL;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class HealthIT {

    @TestHTTPResource(value = "/", management = true)
    URL management;

    @ParameterizedTest
    @ValueSource(strings = {"health/started", "health/ready", "health/live"})
    void isUp(String path) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        given().get(management + path).then().statusCode(200).body("status", equalTo("UP")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/health/ready", "/q/metrics"})
    void theTrafficPortServesNoneOfIt(String path) {
        given().get(path).then().statusCode(404);
    }

    @Test
    void metricsAreServed() {
        given().get(management + "metrics").then().statusCode(200);
    }
}
