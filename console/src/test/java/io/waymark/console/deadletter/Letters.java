package io.waymark.console.deadletter;

import static io.waymark.console.Api.STAFF;
import static io.waymark.console.Api.as;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.waymark.contract.Command;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.OffsetRanges;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import io.waymark.sandbox.infra.TopicWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Dead letters that died of one cause, which nobody else uses, and what services say of them. */
public record Letters(String cause) {

    public static final String RAW =
            Topics.RAW.deadLettersOf(Topics.NORMALIZER_GROUP).name();

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final TopicWriter WRITER = new TopicWriter(SharedKafka.bootstrapServers());

    /** A cause of letters alone: numbers do not count. */
    public static Letters anew() {
        return new Letters("cause "
                + UUID.randomUUID()
                        .toString()
                        .chars()
                        .mapToObj(one -> Character.toString('a' + one % 26))
                        .collect(Collectors.joining()));
    }

    /** As a service writes one; returns where it lies. */
    public RecordMetadata dies(String deadLetters, String key, byte[] value) {
        Map<String, Object> settings = Map.of("bootstrap.servers", SharedKafka.bootstrapServers(), "acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(deadLetters, 3, key.getBytes(UTF_8), value);
            letter.headers().add("dead-letter-reason", cause.getBytes(UTF_8));
            letter.headers().add("dead-letter-topic", Topics.RAW.name().getBytes(UTF_8));
            letter.headers().add("dead-letter-partition", "4".getBytes(UTF_8));
            letter.headers().add("dead-letter-offset", "17".getBytes(UTF_8));
            return producer.send(letter).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("not written", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Several of the normalizer's, as the console knows them, the oldest first. */
    public List<Map<String, Object>> die(int count) {
        IntStream.range(0, count).forEach(i -> dies(RAW, "", "{\"provider\": \"sto\"}".getBytes(UTF_8)));
        return known(count);
    }

    /** Once there are so many. */
    public List<Map<String, Object>> known(int count) {
        await().atMost(SOON).until(() -> list().path("items.size()").equals(count));
        List<Map<String, Object>> newestFirst = list().path("items");
        return IntStream.range(0, count)
                .mapToObj(i -> newestFirst.get(count - 1 - i))
                .toList();
    }

    private Response list() {
        return as(STAFF).queryParam("reason", cause).queryParam("limit", 200).get("/v1/dead-letters");
    }

    /** The order that was given, once it lies in the topic. */
    public static Command ordered(String commandId) {
        return new TopicReader(SharedKafka.bootstrapServers())
                        .readUntil(Topics.COMMANDS, SOON, all -> all.stream()
                                .anyMatch(record -> isThat(record, commandId)))
                        .stream()
                        .filter(record -> isThat(record, commandId))
                        .findFirst()
                        .orElseThrow()
                        .value();
    }

    private static boolean isThat(ConsumerRecord<String, Command> record, String commandId) {
        return record.value() != null && commandId.equals(record.value().id());
    }

    /** What the normalizer says: these lie where they came from again. */
    public static void areRedriven(String commandId, Map<String, Object> letter) {
        long offset = ((Number) letter.get("offset")).longValue();
        ObjectNode arguments = JsonSerde.mapper()
                .createObjectNode()
                .put("topic", (String) letter.get("deadLetters"))
                .put("partition", (Integer) letter.get("partition"))
                .put("offsets", OffsetRanges.of(List.of(offset)).toString());
        tell(commandId, Command.DEAD_LETTERS_REDRIVEN, arguments);
    }

    /** And that there is no more to do. */
    public static void isDone(String commandId, String detail) {
        ObjectNode arguments =
                JsonSerde.mapper().createObjectNode().put("state", "DONE").put("detail", detail);
        tell(commandId, Command.ANSWER_COMMAND, arguments);
    }

    /** What another service tells the console. */
    public static void tell(String target, String type, ObjectNode arguments) {
        WRITER.write(
                Topics.COMMANDS,
                target,
                new Command(UUID.randomUUID().toString(), type, target, "redrive", "", "", Instant.now(), arguments));
    }
}
