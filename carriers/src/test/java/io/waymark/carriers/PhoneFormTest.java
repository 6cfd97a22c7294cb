package io.waymark.carriers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is read by hand must be what these patterns say, which are easier to believe. */
class PhoneFormTest {

    private static final long SEED = 20261122;

    private static final String GAP = "[-\\s.·—–－_\\u00a0]?";

    private static final String NOT_INSIDE = "(?:(?<![\\dA-Z])|(?<=TEL))(?<!单号[ :：】]{0,3})";

    private static final String EXTENSION = "(?:[-_]\\d{3,6}+(?![-:：/.年月\\d])|,\\d{3,6}+(?=#)";

    private static final Map<PhoneForm, Pattern> PATTERNS = Map.of(
            PhoneForm.MOBILE,
            Pattern.compile(NOT_INSIDE + "((?:\\+?(?:00)?86" + GAP + ")?1[3-9]\\d)" + GAP + "\\d{4}" + GAP
                    + "(\\d{4})(?!\\d)(" + EXTENSION + ")?)"),
            PhoneForm.AREA,
            Pattern.compile(NOT_INSIDE + "(?<!-)([(（]?0(?:[12]\\d|[3-9]\\d\\d)[)）]?)" + GAP
                    + "(?:\\d{5,6}|\\d{3,4}[- ]\\d\\d)(\\d{2})(?!\\d)(" + EXTENSION + "|(?!-)))"));

    /** What numbers consist of, cut so that they begin, end and break off everywhere. */
    private static final List<String> PIECES = List.of(
            ("电话|快递员|(|)|（|）|，|,| |A|Z|a|YT|+|++|-|--|—|·|.|_|\u00a0|\t|\u3000|0|1|2|3|8|00|12|13|19|86|0086|+86|008613|138|1381|1234|12345|"
                            + "13812341234|139-1234-5678|0571|057|010|88881234|8888123|888812|(0571)|0571-88881234|+852|91234567|+85291234567|"
                            + "123456789|2023-06-30|16:05|１|𠮷|①|٣")
                    .split("\\|"));

    @ParameterizedTest
    @EnumSource
    void masksWhatItsPatternFinds(PhoneForm form) {
        Random random = new Random(SEED);
        int changed = 0;
        for (int i = 0; i < 200_000; i++) {
            String text = random.ints(1 + random.nextInt(9), 0, PIECES.size())
                    .mapToObj(PIECES::get)
                    .collect(Collectors.joining());
            String expected = PATTERNS.get(form).matcher(text).replaceAll(match -> {
                String extension = match.group(3);
                return match.group(1) + "****" + match.group(2)
                        + (extension.isEmpty() ? "" : extension.charAt(0) + "****");
            });
            changed += expected.equals(text) ? 0 : 1;

            assertThat(form.masked(text, 0)).as(text).isEqualTo(expected);
        }
        assertThat(changed).isGreaterThan(3_000);
    }
}
