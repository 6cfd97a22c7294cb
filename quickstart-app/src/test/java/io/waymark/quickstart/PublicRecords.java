package io.waymark.quickstart;

import static io.waymark.quickstart.Parcels.eventually;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.PublicTopic;
import io.waymark.contract.Topic;
import io.waymark.sandbox.infra.TopicReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.kafka.common.serialization.Serdes;

/** All that is committed in the public topics, held to what their consumers are promised. */
final class PublicRecords {

    private PublicRecords() {}

    static void assertKeepWhatIsPromised() {
        for (PublicTopic topic : PublicTopic.values()) {
            List<PublicRecord> records = all(topic);
            assertThat(records).as("%s", topic).isNotEmpty().allSatisfy(PublicRecord::assertKeepsWhatIsPromised);
            assertThat(byFact(records).values()).as("repeats in %s", topic).allSatisfy(repeats -> assertThat(repeats)
                    .extracting(PublicRecord::text)
                    .containsOnly(repeats.get(0).text()));
        }
        assertThat(byKey(all(PublicTopic.EVENTS)).values()).allSatisfy(PublicRecords::assertAreNumbered);
        assertThat(byKey(all(PublicTopic.LATEST)).values()).allSatisfy(PublicRecords::assertGetNewer);
        assertThat(byKey(firsts(all(PublicTopic.SETTLEMENTS))).values()).allSatisfy(PublicRecords::assertGetNewer);
        eventually(() -> assertThat(numbersOfEvents()).isEqualTo(toldNumbersOfEvents()));
    }

    static void assertTellOfAnErasure() {
        assertThat(erased()).isNotEmpty();
    }

    /** Without repeats, which consumers know by their id: what comes out of a database may be sent twice. */
    private static List<PublicRecord> firsts(List<PublicRecord> records) {
        return byFact(records).values().stream().map(repeats -> repeats.get(0)).toList();
    }

    private static void assertAreNumbered(List<PublicRecord> events) {
        assertThat(events)
                .extracting(event -> Long.parseLong(event.header("ce_sequence")))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events.size()).boxed().toList());
        assertThat(events).allSatisfy(event -> {
            assertThat(event.value().path("sequence").asText()).isEqualTo(event.header("ce_sequence"));
            assertThat(event.value().path("eventId").asText()).isEqualTo(event.header("ce_id"));
        });
    }

    private static void assertGetNewer(List<PublicRecord> records) {
        List<PublicRecord> states =
                records.stream().takeWhile(record -> !record.isErasure()).toList();
        assertThat(records.subList(states.size(), records.size()))
                .as("once it is erased")
                .allMatch(PublicRecord::isErasure);
        assertThat(states)
                .extracting(record -> record.value().path("revision").asLong())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    private static Map<String, Long> numbersOfEvents() {
        Map<String, Long> numbers = new TreeMap<>();
        byKey(all(PublicTopic.EVENTS)).forEach((key, events) -> numbers.put(key, (long) events.size()));
        numbers.keySet().removeAll(erased());
        return numbers;
    }

    /** Of each shipment of which anything happened, what its newest state says. */
    private static Map<String, Long> toldNumbersOfEvents() {
        Map<String, Long> numbers = all(PublicTopic.LATEST).stream()
                .filter(state -> !state.isErasure())
                .collect(toMap(
                        PublicRecord::key,
                        state -> state.value().path("sequence").asLong(),
                        (older, newer) -> newer));
        numbers.values().removeIf(number -> number == 0);
        numbers.keySet().removeAll(erased());
        return numbers;
    }

    /** Of these there are events still, until they are too old. */
    private static Set<String> erased() {
        return all(PublicTopic.LATEST).stream()
                .filter(PublicRecord::isErasure)
                .map(PublicRecord::key)
                .collect(toSet());
    }

    private static Map<String, List<PublicRecord>> byKey(List<PublicRecord> records) {
        return records.stream().collect(groupingBy(PublicRecord::key));
    }

    private static Map<String, List<PublicRecord>> byFact(List<PublicRecord> records) {
        return records.stream().collect(groupingBy(record -> record.header("ce_id"), LinkedHashMap::new, toList()));
    }

    private static List<PublicRecord> all(PublicTopic topic) {
        Topic<byte[], byte[]> bytes = new Topic<>(
                topic.topic().name(),
                Serdes.ByteArray(),
                Serdes.ByteArray(),
                topic.topic().retention());
        return new TopicReader("localhost:" + Part.KAFKA.port())
                .readAll(bytes).stream()
                        .map(record -> new PublicRecord(topic, record))
                        .toList();
    }
}
