package io.waymark.ingest;

import static io.restassured.RestAssured.given;
import static io.waymark.ingest.Door.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.RawPayload;
import io.waymark.contract.Rejection;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.KafkaResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the door refuses, and what becomes of it. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
class RejectionIT {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final String number = "YT97000" + NUMBERS.incrementAndGet();

    @Test
    void refusesAForgedPushAndKeepsItOutOfTheRawTopic() {
        String form = Pushes.kuaidi100Form(Pushes.kuaidi100(number, 1) + " 13812341234", "guessed");

        post("kuaidi100", form).statusCode(200).body("result", is(false)).body("returnCode", is("500"));

        Rejection rejection = rejections(seen -> seen.sha256().equals(sha256(form)));
        assertThat(rejection.reason()).isEqualTo("BAD_SIGNATURE");
        assertThat(rejection.excerpt()).doesNotContain("13812341234");
        assertThat(rejection.size()).isEqualTo(form.getBytes(UTF_8).length);
        assertThat(everythingIn(Topics.RAW))
                .noneMatch(raw -> raw.trackingNumber().equals(number));
    }

    @Test
    void theTopicTellsOfEveryRefusedCallbackAlsoOfThoseThatItDoesNotKeep() {
        Notices.postAsiabill("{\"first\":\"" + number + "\"}", "guessed").statusCode(401);
        Rejection first = rejections(seen -> seen.excerpt().contains(number));

        for (int i = 0; i < 100; i++) {
            Notices.postAsiabill("{\"forged\":" + i + "}", "guessed").statusCode(401);
        }

        List<ConsumerRecord<String, Rejection>> kept = new TopicReader(SharedKafka.bootstrapServers())
                .readUntil(Topics.REJECTED, Duration.ofSeconds(20), seen -> refusedAfter(first, seen) >= 100);
        assertThat(refusedAfter(first, kept)).isEqualTo(100);
        assertThat(kept).anyMatch(record -> record.value().alsoRefused() > 0);
    }

    private static long refusedAfter(Rejection first, List<ConsumerRecord<String, Rejection>> records) {
        return records.stream()
                .map(ConsumerRecord::value)
                .filter(each -> each.provider().equals("asiabill"))
                .filter(each -> each.receivedAt().isAfter(first.receivedAt()))
                .mapToLong(each -> 1 + each.alsoRefused())
                .sum();
    }

    @Test
    void refusesAForgedStoPushInStosWords() {
        post("sto", Pushes.stoForm(Pushes.sto("7771"), "guessed"))
                .statusCode(200)
                .body("success", is(false))
                .body("errorCode", is("SIGNATURE"));
    }

    @Test
    void refusesStosArticleDialectWhereItIsNotEnabled() {
        given().contentType("application/json")
                .body(Pushes.stoArticle("7772", Instant.now(), "new-sto-secret"))
                .post("/callbacks/sto")
                .then()
                .statusCode(200)
                .body("success", is(false))
                .body("errorCode", is("SIGNATURE"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            kuaidi100 | param=%7B%7D            | MISSING_FIELD
            kuaidi100 | sign=1                  | MISSING_FIELD
            kuaidi100 | param=%7&sign=1         | MALFORMED
            kuaidi100 | sign=1&param=a&param=b  | MALFORMED
            sto       | data_digest=1           | MISSING_FIELD
            """)
    void answersWhatItCannotReadInTheProvidersWords(String provider, String body, String reason) {
        String answer = post(provider.strip(), body).statusCode(200).extract().asString();

        assertThat(answer).contains("false").contains(reason);
    }

    @Test
    void answersBrokenJsonThatIsRightlySignedInTheProvidersWords() {
        post("kuaidi100", Pushes.kuaidi100Form("{\"lastResult\":{\"nu\":", "new-salt"))
                .statusCode(200)
                .body("result", is(false))
                .body("message", is("MALFORMED"));
    }

    @ParameterizedTest
    @CsvSource({"kuaidi100, text/plain", "kuaidi100, application/json", "sto, application/xml"})
    void refusesAnotherMediaType(String provider, String mediaType) {
        given().contentType(mediaType)
                .body("x")
                .post("/callbacks/" + provider)
                .then()
                .statusCode(415);
    }

    @ParameterizedTest
    @CsvSource({"1048576, 200", "1048577, 413", "3000000, 413"})
    void takesAMebibyteAndNoMore(int size, int status) {
        String prefix = "sign=1&param=";

        post("kuaidi100", prefix + "a".repeat(size - prefix.length())).statusCode(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kuaidi100/not-an-id",
                "unknown",
                "sto/8bb6c7be-429f-5f0d-998a-84695862fba7",
                "unknown/" + "8bb6c7be-429f-5f0d-998a-84695862fba7"
            })
    void knowsNoOtherPaths(String path) {
        post(path, "a=b").statusCode(404);
    }

    @Test
    void theAccountsSaltOpensNoShipmentsPath() {
        String id = ShipmentId.of("yto", number).toString();

        post("kuaidi100/" + id, Pushes.kuaidi100Form(Pushes.kuaidi100(number, 1), "new-salt"))
                .statusCode(200)
                .body("result", is(false))
                .body("returnCode", is("500"));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static Rejection rejections(Predicate<Rejection> wanted) {
        return new TopicReader(SharedKafka.bootstrapServers())
                        .readUntil(Topics.REJECTED, Duration.ofSeconds(20), seen -> seen.stream()
                                .anyMatch(record -> wanted.test(record.value())))
                        .stream()
                        .map(ConsumerRecord::value)
                        .filter(wanted)
                        .findFirst()
                        .orElseThrow();
    }

    /** A record written after all others shows that they have been seen. */
    private static List<RawPayload> everythingIn(Topic<String, RawPayload> topic) {
        String last = "YT98000" + NUMBERS.incrementAndGet();
        post("kuaidi100", Pushes.kuaidi100Form(Pushes.kuaidi100(last, 1), "new-salt"))
                .statusCode(200);
        return new TopicReader(SharedKafka.bootstrapServers())
                        .readUntil(topic, Duration.ofSeconds(20), seen -> seen.stream()
                                .anyMatch(record ->
                                        record.value().trackingNumber().equals(last)))
                        .stream()
                        .map(ConsumerRecord::value)
                        .toList();
    }
}
