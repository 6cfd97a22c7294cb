package io.waymark.carriers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is read by hand must be what these patterns say, which are easier to believe. */
class NameFormTest {

    private static final long SEED = 20261122;

    private static final String COURIER =
            "派件员|快递员|业务员|收派员|配送员|派送员|投递员|收件员|揽收员|揽件员|揽投员|取件员|寄件员|小件员|小哥|派件人|派送人|投递人|揽收人|揽件人" + "|联系人|师傅|司机|骑手";

    private static final String SIGNER = "签收人|收件人|收货人|取件人|领取人|代收人|代签人|提货人|本人签收|他人代收";

    private static final String END = "[】\\])）』」”\",，。;；：: \\t\\d+(（*/、|<!！]|$";

    private static final String TITLE = "|先生|女士|小姐|师傅";

    /** Behind a colon or a bracket anything may be a name. */
    private static final String ANY = "(?<=[：:【\\[（(][：:【\\[（( ,，]{0,2})\\p{IsHan}{2,5}?";

    private static final String FAMILY =
            "(?:(?=欧阳)\\p{IsHan}{2,4}?|(?!欧阳)[" + Names.FAMILY + "]\\p{IsHan}{1,2}?" + "|(?!小件|小哥)[小老阿]\\p{IsHan})";

    private static final String NAME = "(?:" + ANY + "|(?<![：:【\\[（(][：:【\\[（( ,，]{0,2})" + FAMILY + ")";

    private static final Map<NameForm, Pattern> PATTERNS = Map.of(
            NameForm.COURIER,
            Pattern.compile("((?:" + COURIER + ")[：:【\\[（( ,，]{1,3})" + NAME + "(?:(?=" + END + ")" + TITLE + ")"),
            NameForm.RIGHT_AFTER,
            Pattern.compile("(" + COURIER + "|" + SIGNER + "|交给|交接给|转寄至|转寄给)" + FAMILY + "(?:(?=" + END
                    + "|正在|为您|将|已|联系|电话|手机|开始|揽收|派送|派件|送达|上门|前往|取件|收件|亲自|签收|领取|取走)" + TITLE + ")"),
            NameForm.SIGNER,
            Pattern.compile("((?:" + SIGNER + ")(?:(?:是|为|姓名|签名)[：:【\\[（( ]{0,3}|[：:【\\[（( ]{1,3}))" + NAME
                    + "(?:(?=代收|代签|" + END + ")" + TITLE + ")"));

    /** What such texts consist of, cut so that names begin, end and break off everywhere. */
    private static final List<String> PIECES =
            List.of(("快递员|快递员|派件员|业务员|收派员|配送员|派送员|收件员|揽收员|小件员|快递小哥|派件人|联系人|师傅|快件|派送|收件人|签收人|签收人|收货人|取件人|签收|是|："
                            + "|:|【|】|[|]|（|）|(|)|，|,|;|；|。| |  |+|*|/|\n|\r\n|\r|\u2028|王|李|张三|欧阳|李四五|王五六七八|本人|前台|菜鸟驿站|凭取件码"
                            + "|正在|为您|将|已|联系|电话|1|8|A|𠮷|々|〇|小|老王|姓名|交给|亲自|代收|签收人：|签收人：|\u9ffd|\u3105|ア|，王师傅|先生|女士")
                    .split("\\|"));

    @ParameterizedTest
    @EnumSource
    void masksWhatItsPatternFindsUnlessItIsNobody(NameForm form) {
        Random random = new Random(SEED);
        int changed = 0;
        for (int i = 0; i < 100_000; i++) {
            String text = random.ints(1 + random.nextInt(8), 0, PIECES.size())
                    .mapToObj(PIECES::get)
                    .collect(Collectors.joining());
            String expected = PATTERNS.get(form).matcher(text).replaceAll(match -> {
                String name = match.group().substring(match.end(1) - match.start());
                String first = name.substring(0, name.offsetByCodePoints(0, 1));
                return Matcher.quoteReplacement(Names.isSomebody(name) ? match.group(1) + first + "**" : match.group());
            });
            changed += expected.equals(text) ? 0 : 1;

            assertThat(form.masked(text, 0)).as(text).isEqualTo(expected);
        }
        assertThat(changed).isGreaterThan(500);
    }
}
