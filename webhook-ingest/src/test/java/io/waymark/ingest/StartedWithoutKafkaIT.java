package io.waymark.ingest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.specification.RequestSpecification;
import io.waymark.contract.RawPayload;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.EmbeddedKafka;
import io.waymark.sandbox.infra.KafkaOptions;
import io.waymark.sandbox.infra.Needles;
import io.waymark.sandbox.infra.TopicReader;
import io.waymark.sandbox.infra.TopicSetup;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The service starts while no broker runs. */
@QuarkusTest
@TestProfile(StartedWithoutKafkaIT.NoBroker.class)
class StartedWithoutKafkaIT {

    private static final String PHONE = "13800138000";

    /** What every record says in clear, its number: so the files are those where records are. */
    private static final String IN_CLEAR = "YT55000000";

    public static final class NoBroker implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(StoppedBrokerResource.class));
        }
    }

    public static final class StoppedBrokerResource implements QuarkusTestResourceLifecycleManager {
        private static final Path RECORDS = Path.of("target", "kafka-" + UUID.randomUUID());
        private static Optional<EmbeddedKafka> cluster = Optional.empty();

        @Override
        public Map<String, String> start() {
            EmbeddedKafka kafka = EmbeddedKafka.start(KafkaOptions.temporary().withDirectory(RECORDS));
            TopicSetup.createAll(kafka.bootstrapServers(), 6, 1);
            kafka.stopBroker(1);
            cluster = Optional.of(kafka);
            return Map.of("kafka.bootstrap.servers", kafka.bootstrapServers());
        }

        @Override
        public void stop() {
            cluster.ifPresent(EmbeddedKafka::close);
        }
    }

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    @ConfigProperty(name = "waymark.ingest.spool.dir")
    Path spool;

    @Inject
    MeterRegistry meters;

    @Test
    void isReadyAndAnswersWithSuccessAndWritesToKafkaOnceItIsThereAndNothingInClear() throws Exception {
        RequestSpecification management =
                new RequestSpecBuilder().setPort(managementPort).build();
        given().spec(management).get("/q/health/ready").then().statusCode(200);
        given().spec(management).get("/q/health/started").then().statusCode(200);
        given().spec(management).get("/q/health/live").then().statusCode(200);

        for (int i = 0; i < 20; i++) {
            String param = Pushes.kuaidi100("YT5500000" + i % 3, 1 + i).replaceAll("扫描", PHONE);
            Door.post("kuaidi100", Pushes.kuaidi100Form(param, "new-salt"))
                    .statusCode(200)
                    .body("result", is(true));
        }
        given().spec(management)
                .get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'spool' }.data.kafka", is("away"));
        assertThat(meters.get("spool_records").gauge().value()).isEqualTo(2 * 20); // with their keys
        assertThat(filesWith(PHONE, spool)).isEmpty();
        assertThat(filesWith(IN_CLEAR, spool)).isNotEmpty();

        EmbeddedKafka kafka = StoppedBrokerResource.cluster.orElseThrow();
        kafka.startBroker(1);

        List<RawPayload> records = new TopicReader(kafka.bootstrapServers())
                .readUntil(Topics.RAW, Duration.ofSeconds(60), seen -> seen.size() >= 20).stream()
                        .map(ConsumerRecord::value)
                        .toList();
        assertThat(records).extracting(RawPayload::id).hasSize(20).doesNotHaveDuplicates();
        Opened opened = Opened.with(kafka.bootstrapServers(), records);
        assertThat(records).allSatisfy(each -> assertThat(new String(opened.body(each), UTF_8))
                .contains(PHONE));
        assertThat(filesWith(PHONE, StoppedBrokerResource.RECORDS)).isEmpty();
        assertThat(filesWith(IN_CLEAR, StoppedBrokerResource.RECORDS)).isNotEmpty();
        await().untilAsserted(() ->
                assertThat(meters.get("kafka_away").gauge().value()).isZero());
        given().spec(management)
                .get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'spool' }.data.kafka", is("there"));
    }

    /** Kafka's indexes, which hold numbers alone and are long, are not looked into. */
    private static List<Path> filesWith(String text, Path directory) throws IOException {
        Needles needles = new Needles(List.of(text));
        List<Path> with = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = file.toString().endsWith("index") ? new byte[0] : Files.readAllBytes(file);
                if (!needles.in(bytes, bytes.length).isEmpty()) {
                    with.add(file);
                }
            }
        }
        return with;
    }
}
