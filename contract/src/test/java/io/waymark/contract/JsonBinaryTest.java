package io.waymark.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBinaryTest {

    private static final JsonSerde<WrappedKey> KEYS = JsonSerde.of(WrappedKey.class);

    static Stream<byte[]> bytes() {
        return IntStream.of(0, 1, 2, 3, 62, 63, 64, 5_000, 100_000).mapToObj(length -> {
            byte[] bytes = new byte[length];
            new Random(length).nextBytes(bytes);
            return bytes;
        });
    }

    @ParameterizedTest
    @MethodSource("bytes")
    void areWrittenAsJacksonWritesThemAndReadAgain(byte[] bytes) throws IOException {
        WrappedKey key = new WrappedKey("m", bytes);

        assertThat(KEYS.write(key)).isEqualTo(new ObjectMapper().writeValueAsBytes(key));
        assertThat(KEYS.read(KEYS.write(key)).key()).isEqualTo(bytes);
        assertThat(JsonSerde.mapper().readTree(KEYS.write(key)).get("key").binaryValue())
                .isEqualTo(bytes);
        assertThat(JsonSerde.mapper().writeValueAsString(key)).isEqualTo(new String(KEYS.write(key), UTF_8));
        assertThat(JsonSerde.mapper().valueToTree(key).get("key").binaryValue()).isEqualTo(bytes);
    }

    /** Others may write the same JSON otherwise. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"masterKey\":\"é\",\"key\":\"+/+/\"}",
                "{\"masterKey\":\"m\",\"key\":\"+\\/+\\/\"}",
                "{\"masterKey\":\"m\",\"key\":\"\\u002b/+/\"}",
                "{\"masterKey\":\"m\",\"key\":\"\\n+/+/\"}",
                "{ \"key\" : \"+/+/\" , \"masterKey\" : \"m\" }"
            })
    void areReadHoweverTheyAreWritten(String json) {
        assertThat(KEYS.read(json.getBytes(UTF_8)).key()).containsExactly(0xfb, 0xff, 0xbf);
    }

    @Test
    void areNullWhereTheJsonIsAndNothingElseIsTakenForThem() {
        assertThat(KEYS.read("{\"masterKey\":\"m\",\"key\":null}".getBytes(UTF_8))
                        .key())
                .isNull();
        assertThatThrownBy(() -> KEYS.read("{\"masterKey\":\"m\",\"key\":\"+\"}".getBytes(UTF_8)))
                .isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> KEYS.read("{\"masterKey\":\"m\",\"key\":\"*+/+\"}".getBytes(UTF_8)))
                .isInstanceOf(SerializationException.class);
    }
}
