package io.waymark.contract;

import static io.waymark.contract.Schemas.consumer;
import static io.waymark.contract.Schemas.faults;
import static io.waymark.contract.Schemas.producer;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Today's schemas say what today's records are. */
class SchemasTest {

    private static final int RECORDS = 500;
    private static final List<String> BOUNDS = List.of("additionalProperties", "uniqueItems", "minimum", "maxItems");

    @ParameterizedTest
    @EnumSource
    void theProducersSchemaHasTheFieldsTypesFormatsEnumsAndNullsOfTheRecord(PublicTopic topic) {
        JsonNode schema = producer(topic, topic.version());

        assertThat(RecordShape.bare(schema)).isEqualTo(RecordShape.of(type(topic)));
        assertThat(schema.path("$id").asText()).isEqualTo(topic.dataSchema());
        assertThat(schema.path("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenFitsBothSchemas(PublicTopic topic) {
        assertThat(written(topic)).hasSize(RECORDS).allSatisfy(value -> {
            assertThat(faults(producer(topic, topic.version()), value)).isEmpty();
            assertThat(faults(consumer(topic, topic.version()), value)).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void theConsumersSchemaIsTheProducersWithoutItsBounds(PublicTopic topic) {
        JsonNode consumers = consumer(topic, topic.version());

        assertThat(withoutRequired(consumers)).isEqualTo(withoutRequired(tolerant(producer(topic, topic.version()))));
        assertThat(consumers.path("$id").asText()).isEqualTo(topic.dataSchema() + ":consumer");
        assertThat(keywords(consumers)).isSubsetOf(Compatibility.READERS_KEYWORDS);
    }

    @ParameterizedTest
    @EnumSource
    void fieldsAndWordsOfTheFutureAreRefusedByTheProducersSchemaAndNotByTheConsumers(PublicTopic topic) {
        JsonNode producers = producer(topic, topic.version());
        JsonNode consumers = consumer(topic, topic.version());

        assertThat(written(topic)).allSatisfy(value -> {
            JsonNode withField = value.deepCopy();
            ((ObjectNode) withField).putObject("ofTheFuture").put("a", 1);
            JsonNode withWords = withUnknownWords(producers, value);

            assertThat(faults(producers, withField)).isNotEmpty();
            assertThat(faults(producers, withWords)).isNotEmpty();
            assertThat(faults(consumers, withField)).isEmpty();
            assertThat(faults(consumers, withWords)).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aFieldThatIsMissingOrOfAnotherTypeIsRefusedByTheConsumersSchemaToo(PublicTopic topic) {
        JsonNode value = written(topic).get(0);
        JsonNode consumers = consumer(topic, topic.version());

        assertThat(consumers.path("required")).isNotEmpty().allSatisfy(name -> {
            ObjectNode without = ((ObjectNode) value.deepCopy()).without(name.asText());

            assertThat(faults(consumers, without)).isNotEmpty();
            assertThat(faults(consumers, without.set(name.asText(), without.objectNode())))
                    .isNotEmpty();
        });
    }

    static Class<? extends Record> type(PublicTopic topic) {
        return requireNonNull(Schemas.RECORDS.get(topic));
    }

    /** As it goes to Kafka, by the topic's own serializer. */
    static List<JsonNode> written(PublicTopic topic) {
        @SuppressWarnings("unchecked") // of the record type of this topic, see Schemas.RECORDS
        Serializer<Object> serializer =
                (Serializer<Object>) topic.topic().values().serializer();
        return new RandomRecords(20261122)
                .of(type(topic), RECORDS)
                .map(value -> json(serializer.serialize(topic.topic().name(), value)))
                .toList();
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return JsonSerde.mapper().readTree(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A producer's schema as a reader's: objects may have more fields, enums more words, and nothing is bounded. */
    private static JsonNode tolerant(JsonNode schema) {
        if (!schema.isObject()) {
            return schema;
        }
        ObjectNode tolerant = schema.deepCopy();
        tolerant.remove(BOUNDS);
        if (tolerant.has("enum")) {
            tolerant.remove("type");
            ArrayNode anyOf = tolerant.putArray("anyOf");
            anyOf.addObject().set("enum", tolerant.remove("enum"));
            anyOf.addObject().put("type", "string");
        }
        tolerant.properties().forEach(entry -> {
            if (entry.getKey().equals("properties")) {
                entry.getValue().properties().forEach(property -> property.setValue(tolerant(property.getValue())));
            } else if (entry.getKey().equals("items")) {
                entry.setValue(tolerant(entry.getValue()));
            }
        });
        return tolerant;
    }

    private static JsonNode withoutRequired(JsonNode schema) {
        return ((ObjectNode) schema.deepCopy()).without(List.of("required", "$id", "description"));
    }

    private static List<String> keywords(JsonNode schema) {
        List<String> keywords = new ArrayList<>();
        schema.properties().forEach(entry -> {
            keywords.add(entry.getKey());
            if (entry.getKey().equals("properties")) {
                entry.getValue().forEach(property -> keywords.addAll(keywords(property)));
            } else if (entry.getKey().equals("items")) {
                keywords.addAll(keywords(entry.getValue()));
            }
        });
        return keywords;
    }

    /** The value with another word wherever the schema lists words, but for nulls. */
    private static JsonNode withUnknownWords(JsonNode schema, JsonNode value) {
        if (schema.has("enum") && value.isTextual()) {
            return JsonSerde.mapper().valueToTree("OF_THE_FUTURE");
        }
        JsonNode changed = value.deepCopy();
        if (changed instanceof ObjectNode object) {
            object.properties()
                    .forEach(field -> field.setValue(
                            withUnknownWords(schema.path("properties").path(field.getKey()), field.getValue())));
        } else if (changed instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, withUnknownWords(schema.path("items"), array.get(i)));
            }
        }
        return changed;
    }
}
