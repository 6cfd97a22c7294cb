package io.waymark.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was released stays as it was, and can be read for as long as the topic's major version lasts. */
class GoldenTest {

    /** Every released file and its digest, as sha256sum prints and checks them. Lines are added, and never changed. */
    private static final Path RELEASED = Path.of("src", "test", "resources", "released.sha256");

    /** With China's code in front or without. Not digits out of a UUID or of a digest. */
    private static final Pattern MOBILE = Pattern.compile("(?<![\\w-])(?:\\+?86[- ]?)?1[3-9]\\d{9}(?![\\w-])");

    private static final Pattern EMAIL = Pattern.compile("\\w@\\w+\\.");

    @ParameterizedTest
    @EnumSource
    void everyRecordThatWasEverWrittenFitsTodaysConsumersSchema(PublicTopic topic) {
        assertThat(Golden.all(topic)).isNotEmpty().allSatisfy(golden -> assertThat(
                        Schemas.faults(Schemas.consumer(topic, topic.version()), golden.value()))
                .isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void todaysRecordsFitTheConsumersSchemasOfAllVersions(PublicTopic topic) {
        List<JsonNode> today = Stream.concat(
                        Golden.today(topic).stream().map(Golden::value), SchemasTest.written(topic).stream())
                .toList();

        assertThat(Schemas.versions(topic)).allSatisfy(version -> assertThat(today)
                .allSatisfy(value -> assertThat(Schemas.faults(Schemas.consumer(topic, version), value))
                        .isEmpty()));
    }

    @ParameterizedTest
    @EnumSource
    void everyRecordFitsTheExactSchemaThatItNames(PublicTopic topic) {
        assertThat(Golden.all(topic).stream().filter(golden -> golden.headers().has("ce_dataschema")))
                .isNotEmpty()
                .allSatisfy(golden -> {
                    assertThat(golden.header("ce_dataschema"))
                            .isEqualTo("urn:waymark:schema:" + topic.topic().name() + ":" + golden.version());
                    assertThat(Schemas.faults(Schemas.named(golden.header("ce_dataschema")), golden.value()))
                            .isEmpty();
                });
    }

    /** Fields that came later are not for readers of older records to rely on; all others are. */
    @ParameterizedTest
    @EnumSource
    void aReaderMayRelyOnTheFieldsThatEveryRecordEverHad(PublicTopic topic) {
        Set<String> always = new TreeSet<>();
        Golden.all(topic).get(0).value().fieldNames().forEachRemaining(always::add);
        Golden.all(topic)
                .forEach(golden -> always.removeIf(name -> !golden.value().has(name)));

        Set<String> required = new TreeSet<>();
        Schemas.consumer(topic, topic.version()).path("required").forEach(name -> required.add(name.asText()));
        assertThat(required).isEqualTo(always);
    }

    @ParameterizedTest
    @EnumSource
    void todaysRecordsAreWhatTheCodeWrites(PublicTopic topic) {
        assertThat(Golden.today(topic)).isNotEmpty().allSatisfy(golden -> {
            assertThat(rewritten(topic.topic().values(), golden.value().toString()))
                    .isEqualTo(golden.value().toString());
            assertThat(texts(attributes(golden).headers())).isEqualTo(texts(golden.headers()));
            assertThat(golden.header("ce_type")).isEqualTo(topic.type());
        });
    }

    @Test
    void aRecordWithoutAValueHasTheHeadersOfTheOthersButForTheSchema() {
        Headers written = attributes(Golden.tombstone()).headersWithoutValue();

        assertThat(texts(written)).isEqualTo(texts(Golden.tombstone().headers()));
    }

    @ParameterizedTest
    @EnumSource
    void noRecordHoldsAPhoneOrAnAddressOfMail(PublicTopic topic) {
        assertThat(Golden.all(topic))
                .allSatisfy(golden -> assertThat(golden.value().toString())
                        .doesNotContainPattern(MOBILE)
                        .doesNotContainPattern(EMAIL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"13812341234", "+8613812341234", "8613812341234", "+86-13812341234", "+86 13812341234"})
    void aPhoneIsFoundHoweverItIsWritten(String phone) {
        assertThat("电话:" + phone + "。").containsPattern(MOBILE);
    }

    @Test
    void releasedFilesAreAsTheyWereReleased() throws Exception {
        Map<String, String> released = new TreeMap<>();
        Files.readAllLines(RELEASED).forEach(line -> released.put(line.substring(66), line.substring(0, 64)));

        Map<String, String> there = new TreeMap<>();
        for (Path directory : List.of(Schemas.DIRECTORY, Golden.DIRECTORY)) {
            for (Path file : files(directory)) {
                there.put(file.toString().replace('\\', '/'), sha256(file));
            }
        }
        assertThat(there).isEqualTo(released);
    }

    private static <V> String rewritten(Serde<V> serde, String value) {
        V read = serde.deserializer().deserialize("", value.getBytes(UTF_8));
        return new String(serde.serializer().serialize("", read), UTF_8);
    }

    private static CloudEvent attributes(Golden golden) {
        String sequence = golden.header("ce_sequence");
        @Nullable
        String traceparent =
                golden.headers().has(CloudEvent.TRACEPARENT) ? golden.header(CloudEvent.TRACEPARENT) : null;
        return new CloudEvent(
                golden.header("ce_id"),
                golden.header("ce_source"),
                golden.header("ce_type"),
                golden.header("ce_subject"),
                Instant.parse(golden.header("ce_time")),
                sequence.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(sequence)),
                traceparent);
    }

    private static Map<String, String> texts(Headers headers) {
        Map<String, String> texts = new TreeMap<>();
        headers.forEach(header -> texts.put(header.key(), new String(header.value(), UTF_8)));
        return texts;
    }

    private static Map<String, String> texts(JsonNode headers) {
        return headers.properties().stream()
                .collect(toMap(Map.Entry::getKey, header -> header.getValue().asText()));
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static String sha256(Path file) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        return HexFormat.of().formatHex(digest);
    }
}
