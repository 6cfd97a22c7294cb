package io.waymark.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogTemplateTest {

    @Test
    void valuesAreNamedByTheKeysInFrontOfThem() {
        assertThat(fields("callback rejected provider=%s reason=%s bytes=%d", "sto", "SIGNATURE", 12))
                .containsExactly(
                        Map.entry("provider", "sto"), Map.entry("reason", "SIGNATURE"), Map.entry("bytes", "12"));
    }

    @Test
    void aValueWithoutAKeyTakesItsPlaceAndHasNoField() {
        assertThat(fields("%s waits 100%% sure%n error=%s", "registration", "timeout"))
                .containsExactly(Map.entry("error", "timeout"));
    }

    @Test
    void aValueKeepsWhateverIsInIt() {
        assertThat(fields("call failed error=%s", "a b\r\nprovider=sto \u0000\u001b[31m"))
                .containsExactly(Map.entry("error", "a b\r\nprovider=sto \u0000\u001b[31m"));
    }

    @Test
    void moreOrFewerValuesThanTheLineHasPlacesForAreNoFault() {
        assertThat(fields("stopping")).isEmpty();
        assertThat(fields("a=%s b=%s", 1)).containsExactly(Map.entry("a", "1"));
        assertThat(fields("a=%s", 1, 2)).containsExactly(Map.entry("a", "1"));
        assertThat(fields("ratio=%.2f share=%5d", 0.5, 3)).containsKeys("ratio", "share");
    }

    private static Map<String, String> fields(String template, Object... values) {
        Map<String, String> fields = new LinkedHashMap<>();
        LogTemplate.of(template).fields(values, fields::put);
        return fields;
    }
}
