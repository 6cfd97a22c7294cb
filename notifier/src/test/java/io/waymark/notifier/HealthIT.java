package io.waymark.notifier;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.waymark.sandbox.hostile.Siege;
import io.waymark.sandbox.hostile.Target;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.net.URL;
import java.time.Duration;
import java.util.List;
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

    /** It takes no calls: what comes all the same is not served, on either port. */
    @Test
    void nothingThatComesToItsPortsBreaksIt() {
        Siege traffic = new Siege(RestAssured.port, Target.of("GET", "/"), 404);
        Siege operators = new Siege(management.getPort(), Target.of("GET", "/q/health/live"), 200);

        assertThat(traffic.of(List.of(Target.of("POST", "/"), Target.of("GET", "/x/y"))))
                .isEmpty();
        assertThat(operators.of(List.of(Target.of("GET", "/q/health/ready"), Target.of("GET", "/q/metrics"))))
                .isEmpty();
    }

    @Test
    void metricsAreServed() {
        given().get(management + "metrics").then().statusCode(200);
    }
}
