package io.waymark.carriers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormBodyTest {

    @Test
    void decodesOnceAndAsUtf8() {
        FormBody form = form("param=%2B%252B+a%26b%3Dc%E7%AD%BE&sign=AB");

        assertThat(form.text("param")).contains("+%2B a&b=c签");
        assertThat(form.text("sign")).contains("AB");
    }

    @Test
    void takesAnEmptyFieldForNone() {
        assertThat(form("a=&b&&c=1").text("a")).isEmpty();
        assertThat(form("a=&b&&c=1").text("b")).isEmpty();
        assertThat(form("a=&b&&c=1").text("c")).contains("1");
        assertThat(form("").text("a")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "a=1&a=2", "sign=x&param=y&sign=z"})
    void refusesBrokenEscapesAndRepeatedFields(String body) {
        assertThatThrownBy(() -> form(body)).isInstanceOf(MalformedPayloadException.class);
    }

    @Test
    void refusesAFormOfMoreFieldsThanAnyHas() {
        String body = IntStream.range(0, 65).mapToObj(i -> "f" + i + "=1").collect(joining("&"));

        assertThatThrownBy(() -> form(body)).isInstanceOf(MalformedPayloadException.class);
    }

    private static FormBody form(String body) {
        return FormBody.of(body.getBytes(UTF_8));
    }
}
