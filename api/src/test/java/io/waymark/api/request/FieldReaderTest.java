package io.waymark.api.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.api.problem.FieldError;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldReaderTest {

    private enum Way {
        THERE,
        BACK_AGAIN
    }

    private final List<FieldError> errors = new ArrayList<>();

    @Test
    void valuesAreReadAsWhatTheyAre() {
        FieldReader fields =
                reader("{'t': ' a b ', 'n': 7, 'sum': '1.50', 'yes': true, 'at': '2023-06-29T10:00:00+08:00',"
                        + " 'words': ['x', 'y'], 'way': 'back_again', 'wait': 'P1DT1H'}");

        assertThat(fields.text("t", 3)).isEqualTo("a b");
        assertThat(fields.whole("n", 1, 7)).isEqualTo(7);
        assertThat(fields.amount("sum")).isEqualTo(new BigDecimal("1.5"));
        assertThat(fields.truth("yes")).isTrue();
        assertThat(fields.time("at")).isEqualTo(OffsetDateTime.parse("2023-06-29T10:00:00+08:00"));
        assertThat(fields.texts("words", 2, 1)).containsExactly("x", "y");
        assertThat(fields.word("way", Way.class, Way::name)).isEqualTo(Way.BACK_AGAIN);
        assertThat(fields.duration("wait", Duration.ZERO, Duration.ofHours(25))).isEqualTo(Duration.ofHours(25));
        fields.refuseUnknown();
        assertThat(errors).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT59S", "PT2H0.001S", "-PT1H", "P1W", "P1M", "1h", "PT99999999999999999999S"})
    void aDurationOutsideOfItsBoundsOrOfNoFixedLengthIsRefused(String written) {
        assertThat(reader("{'wait': '" + written + "'}").duration("wait", Duration.ofMinutes(1), Duration.ofHours(2)))
                .isNull();

        assertThat(errors)
                .containsExactly(new FieldError("wait", "must be an ISO 8601 duration from PT1M to PT2H, e.g. P7D"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'f': null}", "{'f': ' '}", "{'f': []}"})
    void whatIsMissingNullBlankOrEmptyWasNotSaid(String body) {
        FieldReader fields = reader(body);

        if (body.contains("[")) {
            assertThat(fields.texts("f", 1, 1)).isNull();
            assertThat(fields.objects("f", 1)).isNull();
        } else {
            assertThat(fields.text("f", 10)).isNull();
            assertThat(fields.time("f")).isNull();
            assertThat(fields.word("f", Way.class, Way::name)).isNull();
        }
        assertThat(errors).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "8", "2.5", "'7'", "true", "99999999999", "{}"})
    void aNumberThatIsNotWholeOrNotWithinItsBoundsIsNoted(String value) {
        assertThat(reader("{'n': " + value + "}").whole("n", 1, 7)).isNull();

        assertThat(errors).containsExactly(new FieldError("n", "must be a whole number from 1 to 7"));
    }

    @Test
    void aNumberWithAZeroFractionIsWhole() {
        assertThat(reader("{'n': 2.0}").whole("n", 1, 7)).isEqualTo(2);
    }

    @Test
    void aWordThatIsNotOfTheSetIsAnsweredWithTheSet() {
        Function<Way, String> written = way -> way.name().toLowerCase(Locale.ROOT);

        assertThat(reader("{'way': 'up'}").word("way", Way.class, written)).isNull();

        assertThat(errors).containsExactly(new FieldError("way", "must be one of there, back_again"));
    }

    @Test
    void aMistakeInsideAnObjectOfAListIsNotedWithItsPath() {
        List<FieldReader> items =
                reader("{'lines': [{'name': 'a'}, 3, {'nmae': 'b'}]}").objects("lines", 3);

        assertThat(items).extracting(item -> item.requiredText("name", 5)).containsExactly("a", null);
        items.forEach(FieldReader::refuseUnknown);
        assertThat(errors).extracting(FieldError::field).containsExactly("lines[1]", "lines[2].name", "lines[2].nmae");
    }

    @Test
    void aListThatIsTooLongOrNoneIsNoted() {
        assertThat(reader("{'lines': [{}, {}]}").objects("lines", 1)).isNull();
        assertThat(reader("{'lines': {}}").objects("lines", 1)).isNull();

        assertThat(errors).extracting(FieldError::message).containsOnly("must be a list of at most 1 objects");
        assertThat(errors).hasSize(2);
    }

    @Test
    void aMistakeNeverRepeatsTheValue() {
        FieldReader fields = reader("{'phone': 13812341234, 'at': '13812341234', 'way': '13812341234'}");

        fields.text("phone", 20);
        fields.time("at");
        fields.word("way", Way.class, Way::name);
        assertThat(errors).hasSize(3).allSatisfy(error -> assertThat(error.message())
                .doesNotContain("13812341234"));
    }

    private FieldReader reader(String body) {
        return new FieldReader(JsonBody.object(body.replace('\'', '"').getBytes(UTF_8)), errors);
    }
}
