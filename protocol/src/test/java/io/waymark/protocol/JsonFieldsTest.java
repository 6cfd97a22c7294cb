package io.waymark.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            "500.00"             | 500.00
            "a\\/b\\u4e2d"       | a/b中
            500.00               | 500.00
            5e2                  | 5e2
            -0                   | -0
            2022051811043674149462 | 2022051811043674149462
            true                 | true
            false                | false
            {"a" : 1, "b":[ ]}   | {"a" : 1, "b":[ ]}
            [ 1,"x" ]            | [ 1,"x" ]
            """)
    void takesEveryValueAsItIsWritten(String json, String text) {
        assertThat(JsonFields.of("{ \"before\":1,\"field\" : " + json + " ,\"after\":2}"))
                .isEqualTo(Map.of("before", "1", "field", text, "after", "2"));
    }

    @Test
    void hasNothingForNullAndForAnEmptyText() {
        assertThat(JsonFields.of("{\"a\":null,\"b\":\"\"}")).isEqualTo(Map.of("a", "", "b", ""));
    }

    @Test
    void findsAnObjectBehindALongText() {
        String padding = "x".repeat(100_000);

        assertThat(JsonFields.of("{\"a\":\"" + padding + "\",\"b\":{\"c\":\"" + padding + "\"},\"d\":1}"))
                .containsEntry("b", "{\"c\":\"" + padding + "\"}")
                .containsEntry("d", "1");
    }

    @Test
    void putsFieldsInTheOrderOfTheirNames() {
        assertThat(JsonFields.of("{\"b\":1,\"a\":2,\"B\":3}").keySet()).containsExactly("B", "a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}{}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"a\":null,\"a\":\"1\"}",
                "{\"a\":{\"b\":}}",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "\uFEFF{}"
            })
    void refusesWhatIsNoObjectOrLeavesAFieldOpen(String text) {
        assertThatThrownBy(() -> JsonFields.of(text)).isInstanceOf(MalformedPayloadException.class);
    }
}
