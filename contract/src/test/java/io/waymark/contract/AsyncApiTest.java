package io.waymark.contract;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The document for consumers says of topics, keys and headers what the code does. */
class AsyncApiTest {

    private static final Pattern VERSION = Pattern.compile("<version>([\\d.]+)(?:-SNAPSHOT)?</version>");

    private final JsonNode document = document();

    @Test
    void itDescribesThePublicTopicsAndNoOther() {
        assertThat(document.path("channels"))
                .extracting(channel -> channel.path("address").asText())
                .containsExactlyElementsOf(Arrays.stream(PublicTopic.values())
                        .map(topic -> topic.topic().name())
                        .toList());
        assertThat(document.path("operations"))
                .hasSameSizeAs(document.path("channels"))
                .allMatch(operation -> operation.path("action").asText().equals("send"));
    }

    @Test
    void itIsOfThisRelease() throws IOException {
        String version = VERSION.matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);

        assertThat(document.at("/info/version").asText()).isEqualTo(version);
        assertThat(document.path("asyncapi").asText()).isEqualTo("3.0.0");
    }

    @ParameterizedTest
    @EnumSource
    void aTopicHasTheSettingsOfTheCode(PublicTopic topic) {
        JsonNode binding = channel(topic).at("/bindings/kafka");

        assertThat(binding.path("topic").asText()).isEqualTo(topic.topic().name());
        assertThat(settings(binding.path("topicConfiguration")))
                .isEqualTo(topic.topic().settings());
    }

    /** So nobody who was away for less than that misses an erasure. */
    @ParameterizedTest
    @EnumSource(names = {"LATEST", "SETTLEMENTS"})
    void whatIsCompactedIsCleanedWithinADayAndTellsForAWeekThatAKeyIsGone(PublicTopic topic) {
        assertThat(topic.topic().settings())
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("max.compaction.lag.ms", "86400000")
                .containsEntry("delete.retention.ms", "604800000");
    }

    @Test
    void aRecordWithoutAValueIsAMessageOfItsOwnThatNamesNoSchema() {
        JsonNode message = document.at("/components/messages/erased");
        ObjectNode headers = closed(message);
        ObjectNode withSchema = Golden.tombstone().headers().deepCopy();
        withSchema.put("ce_dataschema", PublicTopic.LATEST.dataSchema());

        assertThat(channel(PublicTopic.LATEST).at("/messages/erased/$ref").asText())
                .isEqualTo("#/components/messages/erased");
        assertThat(Schemas.faults(message.path("payload"), Golden.tombstone().value()))
                .isEmpty();
        assertThat(Schemas.faults(
                        message.at("/bindings/kafka/key"),
                        Golden.tombstone().record().path("key")))
                .isEmpty();
        assertThat(Schemas.faults(headers, Golden.tombstone().headers())).isEmpty();
        assertThat(Schemas.faults(headers, withSchema)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aMessageIsOfTheTypeAndTheSchemaOfTheCode(PublicTopic topic) {
        JsonNode message = message(topic);

        assertThat(message.path("name").asText()).isEqualTo(topic.type());
        assertThat(message.at("/headers/properties/ce_type/const").asText()).isEqualTo(topic.type());
        assertThat(message.path("contentType").asText()).isEqualTo("application/json");
        assertThat(topic.dataSchema())
                .matches(message.at("/headers/properties/ce_dataschema/pattern").asText());
        assertThat(message.at("/payload/$ref").asText())
                .isEqualTo("schemas/" + topic.topic().name() + "/" + topic.version() + "/consumer.json");
    }

    @ParameterizedTest
    @EnumSource
    void headersAndKeysOfRecordsAreTheDescribedOnes(PublicTopic topic) {
        ObjectNode headers = closed(message(topic));
        JsonNode key = message(topic).at("/bindings/kafka/key");

        assertThat(Golden.today(topic)).isNotEmpty().allSatisfy(golden -> {
            assertThat(Schemas.faults(headers, golden.headers())).isEmpty();
            assertThat(Schemas.faults(key, golden.record().path("key"))).isEmpty();
            String keyField = topic == PublicTopic.SETTLEMENTS ? "settlementId" : "shipmentId";
            assertThat(golden.record().path("key")).isEqualTo(golden.value().path(keyField));
            assertThat(golden.header("ce_subject"))
                    .isEqualTo(golden.value().path("shipmentId").asText());
        });
    }

    @ParameterizedTest
    @EnumSource
    void aRecordWithoutOneOfTheRequiredHeadersDoesNotFit(PublicTopic topic) {
        ObjectNode headers = message(topic).path("headers").deepCopy();
        headers.set("components", document.path("components"));
        ObjectNode sample = Golden.today(topic).get(0).headers().deepCopy();

        assertThat(headers.path("required")).isNotEmpty().allSatisfy(name -> assertThat(
                        Schemas.faults(headers, sample.deepCopy().without(name.asText())))
                .isNotEmpty());
    }

    /** The headers of a message, and no other. */
    private ObjectNode closed(JsonNode message) {
        ObjectNode headers = message.path("headers").deepCopy();
        headers.put("additionalProperties", false);
        headers.set("components", document.path("components"));
        return headers;
    }

    private JsonNode channel(PublicTopic topic) {
        for (JsonNode channel : document.path("channels")) {
            if (channel.path("address").asText().equals(topic.topic().name())) {
                return channel;
            }
        }
        throw new AssertionError("no channel " + topic.topic().name());
    }

    private JsonNode message(PublicTopic topic) {
        JsonNode reference = channel(topic).path("messages").elements().next();
        return document.at(reference.path("$ref").asText().substring(1));
    }

    private static Map<String, String> settings(JsonNode configuration) {
        return configuration.properties().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().isArray()
                                ? entry.getValue().path(0).asText()
                                : entry.getValue().asText()));
    }

    private static JsonNode document() {
        try {
            return new YAMLMapper()
                    .readTree(Schemas.RESOURCES.resolve("asyncapi.yaml").toFile());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
