package io.waymark.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormBodyTest {

    private static final List<String> PIECES =
            List.of("%", "%4", "%zz", "%+1", "%-1", "+", "%E7%AD", "%c3", "~", "%F0%9f");

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

    /** The platform's decoder is slower and the measure: also for what is raw, broken or no UTF-8. */
    @Test
    void decodesWhatThePlatformDecodes() {
        Random random = new Random(20261122);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] value = value(random);
            Optional<String> expected = decoded(new String(value, UTF_8));
            refused += expected.isEmpty() ? 1 : 0;

            assertThat(readByUs(value)).as(new String(value, UTF_8)).isEqualTo(expected);
        }
        assertThat(refused).isBetween(1_000, 19_000);
    }

    @Test
    void decodesTheFirstAndLastBytesOfUtf8AsThePlatformDoes() {
        int[] edges = {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF};
        for (int first = 0x80; first <= 0xFF; first++) {
            for (int second : edges) {
                for (int third : edges) {
                    String value = "%%%02x%%%02x%%%02x%%80+".formatted(first, second, third);

                    assertThat(readByUs(value.getBytes(UTF_8))).as(value).isEqualTo(decoded(value));
                }
            }
        }
    }

    @Test
    void givesATextInUtf8HoweverItCame() {
        assertThat(form("a=%E7%AD%BE+%F0%9F%98%80").utf8("a")).contains("签 😀".getBytes(UTF_8));
        assertThat(form("a=签 😀").utf8("a")).contains("签 😀".getBytes(UTF_8));
        assertThat(form("a=%E7%AD").utf8("a")).contains("\uFFFD".getBytes(UTF_8));
        assertThat(form("a=").utf8("a")).isEmpty();
    }

    private static byte[] value(Random random) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        for (int piece = random.nextInt(9); piece >= 0; piece--) {
            switch (random.nextInt(14)) {
                case 0 -> value.write(random.nextInt(256));
                case 1 -> value.writeBytes("签".getBytes(UTF_8));
                case 2 ->
                    value.writeBytes(PIECES.get(random.nextInt(PIECES.size())).getBytes(UTF_8));
                case 3 ->
                    value.writeBytes("%%%02x".formatted(random.nextInt(256)).getBytes(UTF_8));
                default ->
                    value.writeBytes(URLEncoder.encode("a 签+%=&😀", UTF_8)
                            .substring(0, 3 * random.nextInt(9))
                            .getBytes(UTF_8));
            }
        }
        return value.toString(UTF_8).replaceAll("[&=]", "x").getBytes(UTF_8);
    }

    private static Optional<String> decoded(String value) {
        try {
            return Optional.of(URLDecoder.decode(value, UTF_8));
        } catch (IllegalArgumentException brokenEscape) {
            return Optional.empty();
        }
    }

    private static Optional<String> readByUs(byte[] value) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("a=".getBytes(UTF_8));
        body.writeBytes(value);
        try {
            return Optional.of(FormBody.of(body.toByteArray()).text("a").orElse(""));
        } catch (MalformedPayloadException brokenEscape) {
            return Optional.empty();
        }
    }

    private static FormBody form(String body) {
        return FormBody.of(body.getBytes(UTF_8));
    }
}
