package io.waymark.console.dispute;

import static io.waymark.console.Api.ACME;
import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.STAFF;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.onerway;
import static io.waymark.console.Api.register;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.console.Api;
import io.waymark.console.readmodel.Ledger;
import io.waymark.console.readmodel.Records;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.Evidence;
import io.waymark.contract.RawPayload;
import io.waymark.contract.RawSource;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentPartitioner;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.contract.WrappedKey;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicWriter;
import io.waymark.sealing.Sealed;
import io.waymark.sealing.Sealing;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class DisputePackIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** As a carrier would send it; the phone must not leave the house. */
    private static final byte[] BODY = "param=%7B%22phone%22%3A%2213812341234%22%7D&sign=AB".getBytes(UTF_8);

    private final TopicWriter writer = new TopicWriter(SharedKafka.bootstrapServers());
    private final Records parcel = new Records(number());
    private final String path = "/v1/settlements/" + Ledger.id(parcel.number()) + "/dispute-pack";

    @BeforeEach
    void theSettlementIsBound() {
        register(
                        ACME,
                        parcel.number(),
                        ", \"phone\": \"13812341234\", \"settlement\": " + onerway("T" + parcel.number()))
                .statusCode(201);
    }

    @Test
    void aPackTracesTheUploadBackToTheBytesThatTheCarrierSigned() {
        RawSource raw = received("raw-" + parcel.number());
        TrackingEvent signed = told(2, raw);
        TrackingEvent lost = told(3, new RawSource(raw.topic(), raw.partition(), raw.offset(), "another"));
        TrackingEvent ahead = told(4, new RawSource(raw.topic(), raw.partition(), 1_000_000_000, "later"));
        TrackingEvent nowhere = told(5, new RawSource(raw.topic(), 999, 0, "nowhere"));
        TrackingEvent foreign = told(6, new RawSource("elsewhere.v1", 0, 0, null));
        acknowledged(signed);
        await().atMost(SOON).untilAsserted(() -> get(ACME, "/v1/shipments/" + parcel.id() + "/events")
                .body("items", hasSize(5)));

        Map<String, String> files = Packs.open(pack(ACME));

        Packs.assertWhole(files);
        String digest = Digests.sha256(BODY);
        assertThat(files.get("raw-records.csv"))
                .contains("," + raw.offset() + "," + raw.id()
                        + ",2,true,kuaidi100,2023-06-30T08:05:03.120Z,SIGNED_PUSH,"
                        + "account-salt[0],application/x-www-form-urlencoded," + BODY.length + "," + digest + ",");
        for (TrackingEvent event : new TrackingEvent[] {lost, ahead, nowhere, foreign}) {
            assertThat(files.get("raw-records.csv")).contains("," + event.sequence() + ",false,,,,,,,,");
        }
        assertThat(files.get("summary.html")).contains(digest).contains("account-salt[0]");
        assertThat(files.get("settlement.json"))
                .contains("\"requestDigest\" : \"" + "ab".repeat(32) + "\"")
                .contains("\"durationMillis\" : 12")
                .contains("\"code\" : \"20000\"");
        assertThat(String.join("", files.values()))
                .doesNotContain("13812341234")
                .doesNotContain("1381234");
        assertThat(pack(ACME)).isEqualTo(pack(ACME));
    }

    @Test
    void whatIsSealedIsOpenedToBeProven() {
        String name = "sealed-" + parcel.number();
        RawSource opened = sealed(name + "-opened", true);
        RawSource destroyed = sealed(name + "-destroyed", false);
        told(2, opened);
        told(3, destroyed);
        await().atMost(SOON).untilAsserted(() -> get(ACME, "/v1/shipments/" + parcel.id() + "/events")
                .body("items", hasSize(2)));

        Map<String, String> files = Packs.open(pack(ACME));

        assertThat(files.get("raw-records.csv"))
                .contains(opened.id() + ",2,true,")
                .contains("," + BODY.length + "," + Digests.sha256(BODY) + ",OPENED")
                .contains(destroyed.id() + ",3,true,")
                .contains("application/x-www-form-urlencoded,,,KEY_DESTROYED");
        assertThat(files.get("summary.html")).contains("its key is destroyed");
    }

    @Test
    void whatNobodyHasSpokenOfYetHasAPackToo() {
        Map<String, String> files = Packs.open(pack(ACME));

        Packs.assertWhole(files);
        assertThat(files.get("settlement.json")).contains("\"state\" : \"OWED\"");
        assertThat(files.get("timeline.csv").lines()).hasSize(1);
    }

    @Test
    void onlyTheMerchantAndStaffHaveIt() {
        assertThat(pack(STAFF)).isEqualTo(pack(ACME));
        get(DEFAULT, path).statusCode(404).contentType("application/problem+json");
        get(ACME, "/v1/settlements/none/dispute-pack").statusCode(404);
        as("no-key").get(path).then().statusCode(401);
    }

    private RawSource sealed(String id, boolean hasKey) {
        Sealed sealed = Api.SEALING.seal(BODY, Sealing.context(parcel.id(), id));
        RawSource source = received(id, sealed.bytes(), id);
        if (hasKey) {
            try (KafkaProducer<String, WrappedKey> producer = new KafkaProducer<>(
                    Map.of(
                            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            SharedKafka.bootstrapServers(),
                            ProducerConfig.PARTITIONER_CLASS_CONFIG,
                            ShipmentPartitioner.class),
                    Topics.KEYS.keys().serializer(),
                    Topics.KEYS.values().serializer())) {
                producer.send(
                        new ProducerRecord<>(Topics.KEYS.name(), WrappedKey.topicKey(parcel.id(), id), sealed.key()));
            }
        }
        return source;
    }

    private RawSource received(String id) {
        return received(id, BODY, null);
    }

    private RawSource received(String id, byte[] body, @Nullable String keyId) {
        RawPayload raw = new RawPayload(
                id,
                "kuaidi100",
                parcel.id(),
                "sto",
                parcel.number(),
                RawPayload.Route.TRACKING_NUMBER,
                0,
                Instant.parse("2023-06-30T08:05:03.120Z"),
                "application/x-www-form-urlencoded",
                body,
                Evidence.SIGNED_PUSH,
                "account-salt[0]",
                keyId);
        Header[] headers = CloudEvent.of(
                        id, "/test", "waymark.raw.v1", parcel.id().toString(), raw.receivedAt())
                .headers()
                .toArray();
        RecordMetadata at = writer.write(Topics.RAW, parcel.id().toString(), raw, headers);
        return new RawSource(at.topic(), at.partition(), at.offset(), id);
    }

    private TrackingEvent told(long sequence, RawSource raw) {
        TrackingEvent event = parcel.event(
                sequence, SubStatus.SIGNED_BY_RECIPIENT, Records.SIGNED_AT.plusMinutes(sequence), raw.toString());
        writer.write(Topics.EVENTS, parcel.id().toString(), event);
        return event;
    }

    private void acknowledged(TrackingEvent signed) {
        Ledger.of("acme", parcel.number())
                .proven(signed.source())
                .to(SettlementState.ELIGIBLE, "FACTS", "")
                .attempted("ACKNOWLEDGED", "20000", "Success")
                .to(SettlementState.ACKNOWLEDGED, "ANSWER", "")
                .publish();
        await().atMost(SOON).untilAsserted(() -> get(ACME, path.replace("/dispute-pack", ""))
                .body("state", equalTo("ACKNOWLEDGED")));
    }

    private byte[] pack(String key) {
        return as(key).get(path)
                .then()
                .statusCode(200)
                .contentType("application/zip")
                .header(
                        "Content-Disposition",
                        equalTo("attachment; filename=\"waymark-settlement-" + Ledger.id(parcel.number()) + ".zip\""))
                .extract()
                .asByteArray();
    }
}
