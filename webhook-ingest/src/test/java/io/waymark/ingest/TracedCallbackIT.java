package io.waymark.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.RawPayload;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.EmbeddedKafka;
import io.waymark.sandbox.infra.TopicReader;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

/** What a raw record carries of its callback's trace, with traces switched on. */
@QuarkusTest
@TestProfile(TracedCallbackIT.Traced.class)
class TracedCallbackIT {

    private static final String STRANGERS = "00-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbb-01";
    private static final String FORM = "00-[0-9a-f]{32}-[0-9a-f]{16}-01";

    public static final class Traced implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(OwnKafkaResource.of(1, 6, 1));
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.otel.sdk.disabled", "false", "quarkus.otel.traces.exporter", "none");
        }
    }

    @Inject
    MeterRegistry meters;

    @Test
    void aRecordCarriesTheTraceOfItsCallbackAlsoThroughTheSpool() {
        EmbeddedKafka kafka = OwnKafkaResource.kafka();
        push("YT91");
        kafka.stopBroker(1);
        push("YT92");
        await().untilAsserted(() ->
                assertThat(meters.get("spool_written").counter().count()).isEqualTo(2)); // with its key
        kafka.startBroker(1);

        List<ConsumerRecord<String, RawPayload>> records = new TopicReader(kafka.bootstrapServers())
                .readUntil(Topics.RAW, Duration.ofSeconds(60), seen -> seen.size() >= 2);

        assertThat(records).hasSize(2).allSatisfy(record -> {
            assertThat(traceparent(record)).matches(FORM).doesNotContain("aaaaaaaa");
            assertThat(StreamSupport.stream(record.headers().spliterator(), false)
                            .map(Header::key))
                    .containsExactly(
                            "ce_specversion",
                            "ce_id",
                            "ce_source",
                            "ce_type",
                            "ce_subject",
                            "ce_time",
                            "content-type",
                            "traceparent");
        });
        assertThat(records).extracting(TracedCallbackIT::traceparent).doesNotHaveDuplicates();
    }

    /** With a span of the sender's own, which nobody asked for. */
    private static void push(String number) {
        given().config(Door.AS_IT_IS)
                .contentType("application/x-www-form-urlencoded")
                .header("traceparent", STRANGERS)
                .body(Pushes.kuaidi100Form(Pushes.kuaidi100(number, 1), "new-salt"))
                .post("/callbacks/kuaidi100?s=1")
                .then()
                .statusCode(200)
                .body("result", is(true));
    }

    private static String traceparent(ConsumerRecord<String, RawPayload> record) {
        return String.valueOf(CloudEvent.header(record.headers(), CloudEvent.TRACEPARENT));
    }
}
