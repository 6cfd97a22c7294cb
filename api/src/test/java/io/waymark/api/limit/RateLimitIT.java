package io.waymark.api.limit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.waymark.api.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** An hour's allowances, so that nothing comes back within a test. */
@QuarkusTest
@TestProfile(RateLimitIT.Tight.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RateLimitIT {

    /** Five calls by key, three refused ones by address. */
    public static class Tight implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "waymark.rate-limit.calls", "5",
                    "waymark.rate-limit.refusals", "3",
                    "waymark.rate-limit.window", "PT1H",
                    "waymark.api.keys", "busy=busy-key,idle=idle-key,late=late-key");
        }
    }

    @Test
    @Order(1)
    void aKeyMayMakeSoManyCallsAndNoMore() {
        for (int left = 4; left >= 0; left--) {
            knock("busy-key")
                    .statusCode(200)
                    .header("RateLimit-Policy", equalTo("\"key\";q=5;w=3600"))
                    .header("RateLimit", matchesPattern("\"key\";r=" + left + ";t=\\d+"));
        }

        knock("busy-key")
                .statusCode(429)
                .contentType(Problem.MEDIA_TYPE)
                .body("type", endsWith("too-many-calls"))
                .header("RateLimit", matchesPattern("\"key\";r=0;t=\\d+"))
                .header("Retry-After", matchesPattern("7[12]\\d"));
    }

    @Test
    @Order(2)
    void oneKeyDoesNotUseUpAnothers() {
        knock("idle-key").statusCode(200).header("RateLimit", matchesPattern("\"key\";r=4;t=\\d+"));
    }

    @Test
    @Order(3)
    void whatNeedsNoKeyIsNotCounted() {
        given().get("/nothing").then().statusCode(404).header("RateLimit", nullValue());
    }

    @Test
    @Order(4)
    void whoHasNoValidKeyIsCountedByAddress() {
        List<Integer> answers = IntStream.range(0, 5)
                .mapToObj(i -> knock("guess-" + i).extract().statusCode())
                .toList();

        assertThat(answers).containsExactly(401, 401, 401, 429, 429);
        knock("guess")
                .statusCode(429)
                .contentType(Problem.MEDIA_TYPE)
                .header("RateLimit-Policy", equalTo("\"refused\";q=3;w=3600"));
    }

    @Test
    @Order(5)
    void aValidKeyPassesWhateverOthersDoAtItsAddress() {
        knock("late-key").statusCode(200);
    }

    private static ValidatableResponse knock(String key) {
        return given().header("Authorization", "Bearer " + key)
                .contentType("application/json")
                .body("{\"word\": \"hello\"}")
                .post("/v1/door")
                .then();
    }
}
