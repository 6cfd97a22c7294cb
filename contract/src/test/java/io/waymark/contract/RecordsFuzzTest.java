package io.waymark.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;

/** Records of topics: whoever may write there may write anything. */
class RecordsFuzzTest {

    private static final List<Topic<String, ?>> TOPICS = List.of(
            Topics.SHIPMENTS,
            Topics.COMMANDS,
            Topics.API_KEYS,
            Topics.RAW,
            Topics.KEYS,
            Topics.EVENTS,
            Topics.LATEST,
            Topics.PAYMENTS,
            Topics.SETTLEMENTS,
            Topics.WEBHOOKS,
            Topics.DELIVERIES,
            Topics.REJECTED,
            Topics.ACCOUNTS);

    /** Read, or refused as what a consumer puts among the dead letters; and what has all that it must have is written as it was read. */
    @FuzzTest(maxDuration = "5m")
    void everyRecordIsReadOrRefused(byte[] bytes) {
        TOPICS.forEach(topic -> check(topic, bytes));
    }

    private static <V> void check(Topic<String, V> topic, byte[] bytes) {
        V value;
        try {
            value = topic.values().deserializer().deserialize(topic.name(), bytes);
        } catch (SerializationException refused) {
            return;
        }
        byte[] written;
        try {
            written = topic.values().serializer().serialize(topic.name(), value);
        } catch (SerializationException | NullPointerException lacksWhatItMustHave) {
            return;
        }
        V again = topic.values().deserializer().deserialize(topic.name(), written);
        assertThat(topic.values().serializer().serialize(topic.name(), again))
                .as(topic.name())
                .isEqualTo(written);
    }

    /** The bytes that the quick reader finds are those that Jackson's finds. */
    @FuzzTest(maxDuration = "2m")
    void theBytesOfARecordAreThoseThatJacksonReads(byte[] bytes) throws IOException {
        JsonNode tree;
        WrappedKey read;
        try {
            read = JsonSerde.of(WrappedKey.class).read(bytes);
            tree = JsonSerde.mapper().readTree(bytes);
        } catch (SerializationException | IOException refused) {
            return;
        }
        if (tree.path("key").isTextual()) {
            assertThat(read.key()).isEqualTo(tree.path("key").binaryValue());
        }
    }
}
