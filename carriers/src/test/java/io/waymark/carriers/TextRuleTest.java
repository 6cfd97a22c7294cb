package io.waymark.carriers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that looks only where a match can begin must leave nobody's number in the text. */
class TextRuleTest {

    private static final long SEED = 20261122;

    /** What the rules are about, cut so that matches begin, end and break off everywhere. */
    private static final List<String> PIECES =
            List.of(("快递员|派件员|业务员|收派员|配送员|派送员|收件员|揽收员|小件员|快递小哥|派件人|联系人|师傅|快件|派送|收件人|签收人|收货人|取件人|签收|是|：|:|【|】|(|)|（|,| |"
                            + "王|张三|李四五|本人|前台|正在|将|138|1234|13812341234|139-1234-5678|0571|88881234|(0571)|0571-88881234|+86|86|0086|+852|+85291234567"
                            + "|91234567|-|—|.|A|YT|7|0|1|2023-06-30|𠮷|。")
                    .split("\\|"));

    static Stream<TextRule> rules() {
        return Stream.concat(
                Masking.PHONES.stream(),
                Stream.of(Masking.COURIER_NAME, Masking.COURIER_NAME_RIGHT_AFTER, Masking.SIGNER));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void replacesWhatThePatternAloneWouldReplace(TextRule rule) {
        Random random = new Random(SEED);
        Function<MatchResult, String> replacement = match -> "<" + match.group(1) + "$" + match.group(2) + ">";
        int changed = 0;
        for (int i = 0; i < 20_000; i++) {
            String text = text(random);
            String expected = rule.pattern()
                    .matcher(text)
                    .replaceAll(match -> Matcher.quoteReplacement(replacement.apply(match)));
            changed += expected.equals(text) ? 0 : 1;

            assertThat(rule.replaceAll(text, replacement)).as(text).isEqualTo(expected);
        }
        assertThat(changed).isGreaterThan(100);
    }

    private static String text(Random random) {
        return random.ints(1 + random.nextInt(12), 0, PIECES.size())
                .mapToObj(PIECES::get)
                .collect(Collectors.joining());
    }
}
