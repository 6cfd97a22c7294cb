package io.waymark.normalizer.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.Command;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.OffsetRanges;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.KafkaResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import io.waymark.sandbox.infra.TopicWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;

/** Orders to put dead letters back, taken by a running normalizer from a real broker. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
class RedriveOrderIT {

    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final String LETTERS =
            Topics.FORWARDS.deadLettersOf(Topics.NORMALIZER_GROUP).name();
    private static final int PARTITION = 2;

    /** What the topology makes of it does not matter: it is no forward, and so dies again. */
    private static final Topic<byte[], byte[]> FORWARDS =
            new Topic<>(Topics.FORWARDS.name(), Serdes.ByteArray(), Serdes.ByteArray(), Optional.empty());

    private final String key = UUID.randomUUID().toString();

    @Test
    void thoseThatAreNamedArePutBackOnceAndTheConsoleIsTold() throws Exception {
        List<Long> lie = deadLetters(4);

        String detail = carriedOut(order("letters", LETTERS, OffsetRanges.of(List.of(lie.get(0), lie.get(2)))));

        assertThat(detail).isEqualTo("2 put back, 0 were before, 0 are no longer there");
        assertThat(putBack(2)).allSatisfy(record -> {
            assertThat(CloudEvent.header(record.headers(), "dead-letter-reason"))
                    .isNull();
            assertThat(CloudEvent.header(record.headers(), "ce_id")).isEqualTo("x");
        });
        assertThat(putBack(2))
                .extracting(record -> CloudEvent.header(record.headers(), RedriveClient.REDRIVEN))
                .containsExactlyInAnyOrder(place(lie.get(0)), place(lie.get(2)));
        String again = carriedOut(order("letters", LETTERS, OffsetRanges.of(lie)));
        assertThat(again).isEqualTo("2 put back, 2 were before, 0 are no longer there");
        assertThat(putBack(4)).hasSize(4);
        RedriveOptions look = RedriveOptions.of(
                List.of("--topic", Topics.FORWARDS.name(), "--dry-run"), SharedKafka.bootstrapServers());
        try (RedriveClient commandLine = new RedriveClient(look, properties())) {
            assertThat(commandLine.run()).doesNotContainKey("reason of " + key);
        }
    }

    @Test
    void anOrderThatWasCutShortGoesOnWhereItWas() throws Exception {
        List<Long> lie = deadLetters(130);
        RedriveOrder order = RedriveOrder.of(order("letters", LETTERS, OffsetRanges.of(lie)));
        try (LetterClient letters = letters()) {
            RedriveOrderHandler dying = new RedriveOrderHandler(letters, 1_000_000, () -> {
                throw new IllegalStateException("the instance dies");
            });
            assertThatIllegalStateException().isThrownBy(() -> dying.carryOut(order));
        }
        try (LetterClient letters = letters()) {
            new RedriveOrderHandler(letters, 1_000_000, () -> {}).carryOut(order);
        }

        assertThat(putBack(130))
                .extracting(record -> CloudEvent.header(record.headers(), RedriveClient.REDRIVEN))
                .doesNotHaveDuplicates()
                .hasSize(130);
    }

    @Test
    void whatTheCommandLinePutsBackMeanwhileIsLeftOutAndStaysRemembered() throws Exception {
        List<Long> lie = deadLetters(230);
        Command order = order("letters", LETTERS, OffsetRanges.of(lie.subList(0, 200)));
        RedriveOptions all =
                RedriveOptions.of(List.of("--topic", Topics.FORWARDS.name()), SharedKafka.bootstrapServers());
        try (LetterClient letters = letters();
                RedriveClient commandLine = new RedriveClient(all, properties())) {
            new RedriveOrderHandler(letters, 1_000_000, commandLine::run).carryOut(RedriveOrder.of(order));

            assertThat(lie).allMatch(letters.handled(new TopicPartition(LETTERS, PARTITION))::contains);
        }

        assertThat(answer(order)).doesNotStartWith("200 put back").endsWith(" 0 are no longer there");
    }

    @Test
    void aCommandOfEveryPartitionComesBackIntoThePartitionInWhichItDied() throws Exception {
        String letters = Topics.COMMANDS.deadLettersOf(Topics.NORMALIZER_GROUP).name();
        Command command = Tidings.answer(key, true, "", Instant.now());
        byte[] value = Topics.COMMANDS.values().serializer().serialize(Topics.COMMANDS.name(), command);
        for (String died : List.of("1", "3", "1000", "x")) {
            die(letters, value, died);
        }
        RedriveOptions all =
                RedriveOptions.of(List.of("--topic", Topics.COMMANDS.name()), SharedKafka.bootstrapServers());
        try (RedriveClient commandLine = new RedriveClient(all, properties())) {
            commandLine.run();
        }

        List<ConsumerRecord<String, Command>> back = new TopicReader(SharedKafka.bootstrapServers())
                .readUntil(
                        Topics.COMMANDS,
                        WITHIN,
                        read -> read.stream()
                                        .filter(record -> key.equals(record.key()))
                                        .count()
                                >= 4);
        assertThat(back)
                .filteredOn(record -> key.equals(record.key()))
                .hasSize(4)
                .extracting(ConsumerRecord::partition)
                .contains(1, 3);
    }

    @Test
    void whatIsNoLongerThereIsCountedAndWhatMayNotBePutBackIsRefused() {
        OffsetRanges nowhere = OffsetRanges.of(List.of(4_000_000_000L));

        assertThat(carriedOut(order("letters", LETTERS, nowhere)))
                .isEqualTo("0 put back, 0 were before, 1 are no longer there");
        String registrations =
                Topics.SHIPMENTS.deadLettersOf(Topics.NORMALIZER_GROUP).name();
        assertThat(carriedOut(order("letters", registrations, nowhere)))
                .isEqualTo("these dead letters cannot be put back");
        assertThat(carriedOut(order("somethingElse", LETTERS, nowhere))).isEqualTo("the order names no dead letters");
    }

    private static Command order(String field, String topic, OffsetRanges offsets) {
        ObjectNode arguments = JsonSerde.mapper().createObjectNode();
        ArrayNode named = arguments.putArray(field);
        named.addObject().put("topic", topic).put("partition", PARTITION).put("offsets", offsets.toString());
        return new Command(
                UUID.randomUUID().toString(),
                Command.REDRIVE_DEAD_LETTERS,
                Command.REDRIVE,
                "default/key-1",
                "default",
                "",
                Instant.now(),
                arguments);
    }

    /** Has it taken by the service; what is said of it in the end. */
    private static String carriedOut(Command order) {
        new TopicWriter(SharedKafka.bootstrapServers()).write(Topics.COMMANDS, order.target(), order);
        return answer(order);
    }

    private static String answer(Command order) {
        return new TopicReader(SharedKafka.bootstrapServers())
                        .readUntil(Topics.COMMANDS, WITHIN, all -> all.stream()
                                .anyMatch(record -> isAnswer(record, order)))
                        .stream()
                        .filter(record -> isAnswer(record, order))
                        .findFirst()
                        .orElseThrow()
                        .value()
                        .arguments()
                        .path("detail")
                        .asText();
    }

    private static boolean isAnswer(ConsumerRecord<String, Command> record, Command order) {
        return order.id().equals(record.key())
                && record.value() != null
                && Command.ANSWER_COMMAND.equals(record.value().type());
    }

    /** Those of this test that lie in the topic again. */
    private List<ConsumerRecord<byte[], byte[]>> putBack(int atLeast) {
        return new TopicReader(SharedKafka.bootstrapServers())
                        .readUntil(
                                FORWARDS,
                                WITHIN,
                                all -> all.stream().filter(this::isOurs).count() >= atLeast)
                        .stream()
                        .filter(this::isOurs)
                        .toList();
    }

    private boolean isOurs(ConsumerRecord<byte[], byte[]> record) {
        return record.key() != null && new String(record.key(), UTF_8).equals(key);
    }

    private static String place(long offset) {
        return LETTERS + "-" + PARTITION + "@" + offset;
    }

    private static LetterClient letters() {
        return new LetterClient(properties());
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", SharedKafka.bootstrapServers());
        return properties;
    }

    /** As the topology writes them; returns where they lie. */
    private List<Long> deadLetters(int count) throws Exception {
        List<Long> offsets = new ArrayList<>();
        Map<String, Object> settings = Map.of("bootstrap.servers", SharedKafka.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                offsets.add(producer.send(letter(LETTERS, "nonsense".getBytes(UTF_8), "5"))
                        .get()
                        .offset());
            }
        }
        return offsets;
    }

    private void die(String letters, byte[] value, String partition) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", SharedKafka.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(letter(letters, value, partition)).get();
        }
    }

    private ProducerRecord<byte[], byte[]> letter(String letters, byte[] value, String died) {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(letters, PARTITION, key.getBytes(UTF_8), value);
        letter.headers().add("ce_id", "x".getBytes(UTF_8));
        letter.headers().add("dead-letter-reason", ("reason of " + key).getBytes(UTF_8));
        letter.headers().add("dead-letter-partition", died.getBytes(UTF_8));
        return letter;
    }
}
