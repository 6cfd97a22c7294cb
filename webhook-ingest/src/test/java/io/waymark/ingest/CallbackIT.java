package io.waymark.ingest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.Evidence;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.RawPayload;
import io.waymark.contract.Rejection;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.KafkaResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
class CallbackIT {

    private static final String SUCCESS = "{\"result\":true,\"returnCode\":\"200\",\"message\":\"成功\"}";
    private static final String STO_SUCCESS = "{\"success\":true,\"errorCode\":\"\",\"errorMsg\":\"\"}";

    /** Forms are sent as they are: REST Assured must not encode them again. */
    static final RestAssuredConfig AS_IT_IS = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .encodeContentTypeAs("application/x-www-form-urlencoded", ContentType.TEXT)
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false));

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final String number = "YT99000" + NUMBERS.incrementAndGet();

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 40, 400})
    void keepsEveryByteOfAPushHoweverLongItsHistory(int nodes) {
        String form = Pushes.kuaidi100Form(Pushes.kuaidi100(number, nodes), "new-salt");

        post("kuaidi100", form).statusCode(200).contentType("application/json").body(equalTo(SUCCESS));

        RawPayload raw = rawOf(ShipmentId.of("yto", number)).get(0).value();
        assertThat(raw.body()).isEqualTo(form.getBytes(UTF_8));
        assertThat(raw.evidence()).isEqualTo(Evidence.SIGNED_PUSH);
        assertThat(raw.verifiedBy()).isEqualTo("account-salt[0]");
        assertThat(raw.keyId()).isNull();
    }

    @Test
    void describesTheRecordAsACloudEvent() {
        post("kuaidi100", Pushes.kuaidi100Form(Pushes.kuaidi100(number, 1), "old-salt"))
                .body(equalTo(SUCCESS));

        ConsumerRecord<String, RawPayload> written =
                rawOf(ShipmentId.of("yto", number)).get(0);
        assertThat(CloudEvent.header(written.headers(), "ce_id"))
                .isEqualTo(written.value().id());
        assertThat(CloudEvent.header(written.headers(), "ce_type")).isEqualTo("waymark.raw.v1");
        assertThat(CloudEvent.header(written.headers(), "ce_subject")).isEqualTo(written.key());
        assertThat(written.timestamp()).isEqualTo(written.value().receivedAt().toEpochMilli());
        assertThat(written.value().verifiedBy()).isEqualTo("account-salt[1]");
    }

    @Test
    void acceptsTheSamePushTwice() {
        String form = Pushes.kuaidi100Form(Pushes.kuaidi100(number, 2), "new-salt");

        post("kuaidi100", form).body(equalTo(SUCCESS));
        post("kuaidi100", form).body(equalTo(SUCCESS));

        assertThat(raw(seen -> of(seen, ShipmentId.of("yto", number)).size() == 2))
                .isNotEmpty();
    }

    @Test
    void acceptsAnAbort() {
        String abort = "{\"status\":\"abort\",\"message\":\"3天查询无记录\",\"lastResult\":{\"nu\":\"" + number
                + "\",\"com\":\"yuantong\",\"state\":\"0\",\"data\":[]}}";

        post("kuaidi100", Pushes.kuaidi100Form(abort, "new-salt")).body(equalTo(SUCCESS));

        assertThat(rawOf(ShipmentId.of("yto", number))).hasSize(1);
    }

    @Test
    void filesAPushOnAShipmentsPathUnderThatShipment() {
        String id = ShipmentId.of("yto", number).toString();
        String form = Pushes.kuaidi100Form(Pushes.kuaidi100(number, 1), Pushes.derivedSalt("old-master", id));

        post("kuaidi100/" + id + "?s=3", form).statusCode(200).body(equalTo(SUCCESS));

        RawPayload raw = rawOf(ShipmentId.of("yto", number)).get(0).value();
        assertThat(raw.route()).isEqualTo(RawPayload.Route.SHIPMENT_PATH);
        assertThat(raw.subscription()).isEqualTo(3);
        assertThat(raw.verifiedBy()).isEqualTo("derived-salt[1]");
    }

    @Test
    void theAccountsSaltOpensNoShipmentsPath() {
        String id = ShipmentId.of("yto", number).toString();

        post("kuaidi100/" + id, Pushes.kuaidi100Form(Pushes.kuaidi100(number, 1), "new-salt"))
                .statusCode(200)
                .body("result", is(false))
                .body("returnCode", is("500"));
    }

    @Test
    void acceptsStoAsFormAndAsJson() throws Exception {
        String content = Pushes.sto("7770" + number.substring(7));
        String json = JsonSerde.mapper()
                .writeValueAsString(
                        Map.of("content", content, "data_digest", Pushes.stoDigest(content, "old-sto-secret")));

        post("sto", Pushes.stoForm(content, "new-sto-secret")).statusCode(200).body(equalTo(STO_SUCCESS));
        given().contentType("application/json")
                .body(json)
                .post("/callbacks/sto")
                .then()
                .body(equalTo(STO_SUCCESS));

        ShipmentId id = ShipmentId.of("sto", "7770" + number.substring(7));
        assertThat(raw(seen -> of(seen, id).size() == 2)).isNotEmpty();
    }

    @Test
    void refusesAForgedPushAndKeepsItOutOfTheRawTopic() {
        String form = Pushes.kuaidi100Form(Pushes.kuaidi100(number, 1) + " 13812341234", "guessed");

        post("kuaidi100", form).statusCode(200).body("result", is(false)).body("returnCode", is("500"));

        Rejection rejection = rejections(seen -> seen.size() == form.getBytes(UTF_8).length);
        assertThat(rejection.reason()).isEqualTo("BAD_SIGNATURE");
        assertThat(rejection.excerpt()).doesNotContain("13812341234");
        assertThat(rejection.sha256()).hasSize(64);
        assertThat(everythingIn(Topics.RAW))
                .noneMatch(raw -> raw.trackingNumber().equals(number));
    }

    @Test
    void refusesAForgedStoPushInStosWords() {
        post("sto", Pushes.stoForm(Pushes.sto("7771"), "guessed"))
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
    void servesHealthAndMetricsOnTheManagementPortAlone() {
        RequestSpecification management = new RequestSpecBuilder()
                .setPort(ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class))
                .build();

        post("kuaidi100", "a=b").statusCode(200);
        given().get("/q/health/ready").then().statusCode(404);
        given().get("/q/metrics").then().statusCode(404);
        given().spec(management).get("/q/health/ready").then().statusCode(200);
        given().spec(management).get("/q/health/live").then().statusCode(200);
        assertThat(given().spec(management).get("/q/metrics").asString()).contains("callbacks_received_total");
    }

    private static ValidatableResponse post(String path, String form) {
        return given().config(AS_IT_IS)
                .contentType("application/x-www-form-urlencoded")
                .body(form)
                .post("/callbacks/" + path)
                .then();
    }

    private static List<ConsumerRecord<String, RawPayload>> rawOf(ShipmentId id) {
        return of(raw(seen -> !of(seen, id).isEmpty()), id);
    }

    private static List<ConsumerRecord<String, RawPayload>> of(
            List<ConsumerRecord<String, RawPayload>> records, ShipmentId id) {
        return records.stream()
                .filter(record -> record.key().equals(id.toString()))
                .toList();
    }

    private static List<ConsumerRecord<String, RawPayload>> raw(
            Predicate<List<ConsumerRecord<String, RawPayload>>> condition) {
        return new TopicReader(SharedKafka.bootstrapServers()).readUntil(Topics.RAW, Duration.ofSeconds(20), condition);
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
