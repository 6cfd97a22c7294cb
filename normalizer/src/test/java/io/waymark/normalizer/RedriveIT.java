package io.waymark.normalizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.Evidence;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.KafkaResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import io.waymark.sandbox.infra.TopicWriter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** A dead letter whose cause is mended, sealed as it came, put back on a real broker before a running normalizer. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
class RedriveIT {

    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final String NUMBER = "777031922725188";
    /** Of late: older records than a topic keeps are deleted while the test runs. */
    private static final long DIED = Instant.now().minusSeconds(60).toEpochMilli();

    private static final ShipmentId ID = ShipmentId.of("sto", NUMBER);
    private static final SealedPush SEALED = SealedPush.of(raw(), "raw-1", NormalizerDriver.SEALING);

    @Test
    void isPutBackOnceAndTwiceIsNoHarm() throws Exception {
        deadLetter();

        assertThat(redrive("--dry-run")).contains("1  UnknownCodeException: no such code");
        assertThat(redrive())
                .contains("1  UnknownCodeException: no such code")
                .contains("put back into waymark.raw.v1");
        assertThat(redrive()).isEqualTo("0 put back into waymark.raw.v1\n");
        assertThat(redrive("--from-offset", "0")).contains("1  UnknownCodeException: no such code");

        List<ConsumerRecord<String, RawPayload>> back = new TopicReader(SharedKafka.bootstrapServers())
                .readUntil(Topics.RAW, WITHIN, seen -> of(seen).size() >= 2);
        assertThat(of(back)).hasSize(2).allSatisfy(record -> {
            assertThat(record.timestamp()).isEqualTo(DIED);
            assertThat(record.value().id()).isEqualTo("raw-1");
            assertThat(record.value().body()).isEqualTo(SEALED.record().body());
            assertThat(CloudEvent.header(record.headers(), "ce_id")).isEqualTo("raw-1");
            assertThat(CloudEvent.header(record.headers(), "redriven"))
                    .startsWith("dlq.waymark-normalizer.waymark.raw.v1-");
            assertThat(CloudEvent.header(record.headers(), "dead-letter-reason"))
                    .isNull();
        });
        marker();
        assertThat(of(new TopicReader(SharedKafka.bootstrapServers())
                        .readUntil(Topics.EVENTS, WITHIN, seen -> of(seen).stream()
                                .anyMatch(record -> record.value().rawCode().equals("签收")))))
                .extracting(record ->
                        record.value().sequence() + " " + record.value().rawCode())
                .containsExactly("1 收件", "2 签收");
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThat(run(new ByteArrayOutputStream(), "--topic", "waymark.events.v1"))
                .isEqualTo(2);
        assertThat(run(new ByteArrayOutputStream(), "--from-offset", "-1")).isEqualTo(2);
        assertThat(run(new ByteArrayOutputStream(), "--what")).isEqualTo(2);
    }

    private static String redrive(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(run(out, arguments)).isZero();
        return out.toString(UTF_8);
    }

    private static int run(ByteArrayOutputStream out, String... arguments) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        return new RedriveCommand(new PrintStream(out, true, UTF_8), nowhere)
                .run(List.of(arguments), SharedKafka.bootstrapServers());
    }

    private static <V> List<ConsumerRecord<String, V>> of(List<ConsumerRecord<String, V>> records) {
        return records.stream()
                .filter(record -> ID.toString().equals(record.key()))
                .toList();
    }

    /** What follows in the same partition, so that whoever sees it has seen what was put back. */
    private static void marker() {
        RawPayload later = new TrackedNumber("sto", NUMBER).stoPush(Instant.now(), "2024-05-03 10:00:00", "签收");
        new TopicWriter(SharedKafka.bootstrapServers()).write(Topics.RAW, ID.toString(), later);
    }

    /** As the normalizer writes them. */
    private static void deadLetter() throws ExecutionException, InterruptedException {
        new TopicWriter(SharedKafka.bootstrapServers()).write(Topics.KEYS, SEALED.keyName(), SEALED.key());
        Map<String, Object> settings = Map.of("bootstrap.servers", SharedKafka.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    Topics.RAW.deadLettersOf(Topics.NORMALIZER_GROUP).name(),
                    null,
                    DIED,
                    ID.toString().getBytes(UTF_8),
                    Topics.RAW.values().serializer().serialize("", SEALED.record()));
            record.headers().add("ce_id", "raw-1".getBytes(UTF_8));
            record.headers().add("dead-letter-reason", "UnknownCodeException: no such code".getBytes(UTF_8));
            record.headers().add("dead-letter-topic", Topics.RAW.name().getBytes(UTF_8));
            producer.send(record).get();
        }
    }

    private static RawPayload raw() {
        String content = "{\"waybillNo\":\"" + NUMBER + "\",\"trace\":{\"outBizCode\":\"OB-1\","
                + "\"opTime\":\"2024-05-02 10:00:00\",\"scanType\":\"收件\"}}";
        return new RawPayload(
                "raw-1",
                "sto",
                ID,
                "sto",
                NUMBER,
                RawPayload.Route.TRACKING_NUMBER,
                0,
                Instant.parse("2024-05-02T03:00:00Z"),
                "application/x-www-form-urlencoded",
                ("content=" + URLEncoder.encode(content, UTF_8)).getBytes(UTF_8),
                Evidence.SIGNED_PUSH,
                "test",
                null);
    }
}
