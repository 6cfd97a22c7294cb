package io.waymark.ingest;

import static io.restassured.RestAssured.given;
import static io.waymark.ingest.Pushes.stoArticle;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.waymark.contract.Evidence;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.KafkaResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** STO's door where the article's dialect is believed. */
@QuarkusTest
@TestProfile(StoArticleIT.Enabled.class)
@QuarkusTestResource(KafkaResource.class)
class StoArticleIT {

    private static final String SECRET = "article-secret";

    public static final class Enabled implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("waymark.sto.article-enabled", "true", "waymark.sto.article-secret", SECRET);
        }
    }

    @Test
    void keepsAWebhookWithItsOwnEvidence() {
        String body = stoArticle("773900000001", Instant.now(), SECRET);

        post(body).statusCode(200).body(equalTo("{\"success\":true,\"errorCode\":\"\",\"errorMsg\":\"\"}"));

        RawPayload raw = raw("773900000001").get(0);
        assertThat(raw.evidence()).isEqualTo(Evidence.ARTICLE);
        assertThat(Opened.with(SharedKafka.bootstrapServers(), List.of(raw)).body(raw))
                .isEqualTo(body.getBytes(UTF_8));
        assertThat(raw.provider()).isEqualTo("sto");
    }

    @ParameterizedTest
    @ValueSource(longs = {-660, 660})
    void refusesAWebhookOfAnotherTime(long secondsFromNow) {
        post(stoArticle("773900000002", Instant.now().plusSeconds(secondsFromNow), SECRET))
                .statusCode(200)
                .body("success", is(false))
                .body("errorCode", is("SIGNATURE"))
                .body("errorMsg", is("STALE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"guessed", "new-sto-secret"})
    void refusesAWebhookThatIsNotSignedWithItsOwnSecret(String secret) {
        post(stoArticle("773900000003", Instant.now(), secret))
                .statusCode(200)
                .body("success", is(false))
                .body("errorMsg", is("BAD_SIGNATURE"));
    }

    @Test
    void stillTakesThePushesOfTheGatewayAndNoneSignedForTheArticle() {
        String content = Pushes.sto("773900000004");

        Door.post("sto", Pushes.stoForm(content, "new-sto-secret")).body("success", is(true));
        Door.post("sto", Pushes.stoForm(content, SECRET)).body("success", is(false));

        assertThat(raw("773900000004")).extracting(RawPayload::evidence).containsExactly(Evidence.SIGNED_PUSH);
    }

    private static ValidatableResponse post(String json) {
        return given().contentType("application/json")
                .body(json.getBytes(UTF_8))
                .post("/callbacks/sto")
                .then();
    }

    private static List<RawPayload> raw(String number) {
        String key = ShipmentId.of("sto", number).toString();
        return new TopicReader(SharedKafka.bootstrapServers())
                        .readUntil(Topics.RAW, Duration.ofSeconds(20), seen -> seen.stream()
                                .anyMatch(record -> record.key().equals(key)))
                        .stream()
                        .filter(record -> record.key().equals(key))
                        .map(record -> record.value())
                        .toList();
    }
}
