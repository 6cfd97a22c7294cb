package io.waymark.contract;

import static io.waymark.contract.Schemas.consumer;
import static io.waymark.contract.Schemas.producer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Within a topic's major version every reader can read what any writer wrote or will write. */
class CompatibilityTest {

    @ParameterizedTest
    @EnumSource
    void everyReadersSchemaTakesWhatEveryVersionWrites(PublicTopic topic) {
        List<String> versions = Schemas.versions(topic);

        assertThat(versions).contains(topic.version()).allSatisfy(reader -> {
            assertThat(reader).matches("1\\.\\d+");
            assertThat(versions).allSatisfy(writer -> assertThat(
                            Compatibility.complaints(consumer(topic, reader), producer(topic, writer)))
                    .as("%s reads %s", reader, writer)
                    .isEmpty());
        });
    }

    @ParameterizedTest
    @EnumSource
    void aLaterVersionHasEveryFieldAndEveryWordOfTheEarlierOnes(PublicTopic topic) {
        List<String> versions = Schemas.versions(topic);

        for (int later = 0; later < versions.size(); later++) {
            JsonNode schema = producer(topic, versions.get(later));
            assertThat(versions.subList(0, later))
                    .allSatisfy(earlier -> assertThat(Compatibility.losses(producer(topic, earlier), schema))
                            .as("%s before %s", earlier, schema.path("$id"))
                            .isEmpty());
        }
    }

    @Test
    void versionsAreInTheOrderOfTheirNumbers() {
        assertThat(Stream.of("1.10", "1.2", "1.0").sorted(Schemas.BY_NUMBER)).containsExactly("1.0", "1.2", "1.10");
    }

    /** What a next version might do, as a change of today's schema of events; and whether that breaks somebody. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "/properties            | next        | {\"type\": \"string\"}               | -",
                "/properties/type       | enum        | [\"EVENT\", \"CORRECTION\", \"MERGE\"] | -",
                "/properties/type       | enum        | [\"EVENT\"]                         | /type enum",
                "/properties            | late        | -                                   | ` properties`",
                "/properties/location/properties | areaCode | -                             | /location properties",
                "/properties/sequence   | minimum     | 0                                   | -",
                "                       | required    | [\"eventId\"]                       | ` required`",
                "/properties/sequence   | type        | \"string\"                          | /sequence type",
                "/properties/sequence   | type        | [\"integer\", \"null\"]             | /sequence type",
                "/properties/occurredAt | format      | \"date\"                            | /occurredAt format",
                "/properties/location   | type        | [\"object\", \"null\"]              | /location type",
                "/properties/location   | required    | []                                  | /location required",
            })
    void aVersionThatWouldBreakAReaderIsFound(String at, String keyword, String value, String complaint)
            throws JsonProcessingException {
        JsonNode written = producer(PublicTopic.EVENTS, "1.0");
        ObjectNode next = written.deepCopy();
        ObjectNode changed = (ObjectNode) next.at(at == null ? "" : at);
        if (value == null) {
            changed.remove(keyword);
        } else {
            changed.set(keyword, JsonSerde.mapper().readTree(value));
        }

        Set<String> complaints = new TreeSet<>(Compatibility.complaints(consumer(PublicTopic.EVENTS, "1.0"), next));
        complaints.addAll(Compatibility.losses(written, next));

        assertThat(complaints).isEqualTo(complaint == null ? Set.of() : Set.of(complaint));
    }

    @Test
    void aReaderThatWantsMoreThanOlderVersionsWroteIsFound() {
        JsonNode older = producer(PublicTopic.SETTLEMENTS, "1.0");

        assertThat(Compatibility.complaints(
                        changed(reader -> reader.withArray("required").add("next")), older))
                .containsExactly(" required");
        assertThat(Compatibility.complaints(
                        changed(reader -> reader.withObject("/properties/state")
                                .put("type", "string")
                                .remove("anyOf")),
                        older))
                .isEmpty();
        assertThat(Compatibility.complaints(
                        changed(reader -> ((ObjectNode) reader.at("/properties/changes/items/properties/from"))
                                .put("type", "string")
                                .remove("anyOf")),
                        older))
                .containsExactly("/changes/*/from type");
        assertThat(Compatibility.complaints(
                        changed(reader -> ((ObjectNode) reader.at("/properties/state"))
                                .removeAll()
                                .put("type", "string")
                                .putArray("enum")
                                .add("OWED")),
                        older))
                .containsExactly("/state enum");
    }

    private static JsonNode changed(Consumer<ObjectNode> change) {
        ObjectNode reader = consumer(PublicTopic.SETTLEMENTS, "1.0").deepCopy();
        change.accept(reader);
        return reader;
    }
}
