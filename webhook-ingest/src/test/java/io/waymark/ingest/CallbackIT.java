package io.waymark.ingest;

import static io.restassured.RestAssured.given;
import static io.waymark.ingest.Door.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.specification.RequestSpecification;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.Evidence;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.contract.WrappedKey;
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
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
class CallbackIT {

    private static final String SUCCESS = "{\"result\":true,\"returnCode\":\"200\",\"message\":\"成功\"}";
    private static final String STO_SUCCESS = "{\"success\":true,\"errorCode\":\"\",\"errorMsg\":\"\"}";

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final String number = "YT99000" + NUMBERS.incrementAndGet();

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 40, 400})
    void keepsEveryByteOfAPushHoweverLongItsHistory(int nodes) {
        String form = Pushes.kuaidi100Form(Pushes.kuaidi100(number, nodes), "new-salt");

        post("kuaidi100", form).statusCode(200).contentType("application/json").body(equalTo(SUCCESS));

        RawPayload raw = rawOf(ShipmentId.of("yto", number)).get(0).value();
        assertThat(Opened.with(SharedKafka.bootstrapServers(), List.of(raw)).body(raw))
                .isEqualTo(form.getBytes(UTF_8));
        assertThat(raw.evidence()).isEqualTo(Evidence.SIGNED_PUSH);
        assertThat(raw.verifiedBy()).isEqualTo("account-salt:1a7a9021");
        assertThat(raw.keyId()).isEqualTo(raw.id());
    }

    @Test
    void filesTheKeyOfARecordInThePartitionOfItsNumberAndAtItsTime() {
        post("kuaidi100", Pushes.kuaidi100Form(Pushes.kuaidi100(number, 1), "new-salt"))
                .body(equalTo(SUCCESS));

        ConsumerRecord<String, RawPayload> raw =
                rawOf(ShipmentId.of("yto", number)).get(0);
        String name = raw.key() + ":" + raw.value().id();
        ConsumerRecord<String, WrappedKey> key = named(
                        new TopicReader(SharedKafka.bootstrapServers())
                                .readUntil(Topics.KEYS, Duration.ofSeconds(20), seen -> !named(seen, name)
                                        .isEmpty()),
                        name)
                .get(0);
        assertThat(key.partition()).isEqualTo(raw.partition());
        assertThat(key.timestamp()).isEqualTo(raw.timestamp());
        assertThat(key.value().masterKey()).isEqualTo("test");
        assertThat(CloudEvent.header(key.headers(), "ce_id")).isEqualTo(name);
        assertThat(CloudEvent.header(key.headers(), "ce_type")).isEqualTo("waymark.key.v1");
        assertThat(CloudEvent.header(key.headers(), "ce_subject")).isEqualTo(raw.key());
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
        assertThat(written.value().verifiedBy()).isEqualTo("account-salt:5c87f326");
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
        assertThat(raw.verifiedBy()).isEqualTo("derived-salt:80d06b82");
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

    /** There are as many paths as parcels, and as many series as paths would be too many. */
    @Test
    void noMetricNamesAShipment() {
        String id = ShipmentId.of("yto", number).toString();

        post("kuaidi100/" + id, Pushes.kuaidi100Form(Pushes.kuaidi100(number, 1), Pushes.derivedSalt("new-master", id)))
                .body(equalTo(SUCCESS));

        assertThat(given().spec(management()).get("/q/metrics").asString())
                .contains("/callbacks/kuaidi100/{shipmentId}")
                .doesNotContain(id);
    }

    @Test
    void noMetricNamesWhatACallerInvents() {
        post("kuaidi100", "a=b").statusCode(200);
        given().request("INVENTED", "/callbacks/kuaidi100").then().statusCode(405);
        given().get("/callbacks/invented").then().statusCode(405);
        given().urlEncodingEnabled(false)
                .post("/callbacks//invented//path")
                .then()
                .statusCode(404);

        assertThat(given().spec(management()).get("/q/metrics").asString())
                .contains("http_server_requests_seconds_count")
                .doesNotContainIgnoringCase("invented");
    }

    @Test
    void servesHealthAndMetricsOnTheManagementPortAlone() {
        RequestSpecification management = management();

        post("kuaidi100", "a=b").statusCode(200);
        given().get("/q/health/ready").then().statusCode(404);
        given().get("/q/metrics").then().statusCode(404);
        given().spec(management).get("/q/health/ready").then().statusCode(200);
        given().spec(management).get("/q/health/live").then().statusCode(200);
        assertThat(given().spec(management).get("/q/metrics").asString()).contains("callbacks_received_total");
    }

    private static RequestSpecification management() {
        return new RequestSpecBuilder()
                .setPort(ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class))
                .build();
    }

    private static <V> List<ConsumerRecord<String, V>> named(List<ConsumerRecord<String, V>> records, String key) {
        return records.stream().filter(record -> record.key().equals(key)).toList();
    }

    private static List<ConsumerRecord<String, RawPayload>> rawOf(ShipmentId id) {
        return of(raw(seen -> !of(seen, id).isEmpty()), id);
    }

    private static List<ConsumerRecord<String, RawPayload>> of(
            List<ConsumerRecord<String, RawPayload>> records, ShipmentId id) {
        return named(records, id.toString());
    }

    private static List<ConsumerRecord<String, RawPayload>> raw(
            Predicate<List<ConsumerRecord<String, RawPayload>>> condition) {
        return new TopicReader(SharedKafka.bootstrapServers()).readUntil(Topics.RAW, Duration.ofSeconds(20), condition);
    }
}
