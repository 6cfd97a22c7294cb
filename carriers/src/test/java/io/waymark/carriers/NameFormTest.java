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

    private static final String COURIER = "(?:派件员|快递员|业务员|收派员|配送员|派送员|收件员|揽收员|小件员|快递小哥|派件人|联系人|师傅)";

    private static final String FAMILY_NAME = "[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶"
            + "阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文]";

    private static final Map<NameForm, Pattern> PATTERNS = Map.of(
            NameForm.COURIER,
            Pattern.compile(
                    "(" + COURIER + "[：:【\\[（( ,，]{1,3})(\\p{IsHan})(\\p{IsHan}{1,4})(?=[】\\])）,，。;； \\d+(（*/]|$)"),
            NameForm.COURIER_RIGHT_AFTER,
            Pattern.compile("(" + COURIER + ")(" + FAMILY_NAME
                    + ")(\\p{IsHan}{1,2}?)(?=[】\\])）,，。;；：: \\d+(（*/]|正在|为您|将|已|联系|电话|$)"),
            NameForm.SIGNER,
            Pattern.compile("((?:签收人|收件人|收货人|取件人)(?:是)?[：:【\\[（( ]{1,3})(\\p{IsHan})(\\p{IsHan}{1,4})"
                    + "(?=[】\\])）,，。;； \\d*]|$)"));

    private static final Pattern NOBODY =
            Pattern.compile("本人|他人|家人|家属|亲友|朋友|同事|邻居|前台|门卫|保安|物业|收发室|传达室|本人签收|驿站|快递柜|丰巢|菜鸟驿站|代收点|自提点|便利店|"
                    + "超市|门店|公司|单位|已签收|代签|代收|他人代收|家人代收|本人收|凭取件码");

    /** What such texts consist of, cut so that names begin, end and break off everywhere. */
    private static final List<String> PIECES =
            List.of(("快递员|快递员|派件员|业务员|收派员|配送员|派送员|收件员|揽收员|小件员|快递小哥|派件人|联系人|师傅|快件|派送|收件人|签收人|签收人|收货人|取件人|签收|是|："
                            + "|:|【|】|[|]|（|）|(|)|，|,|;|；|。| |  |+|*|/|\n|\r\n|\r|\u2028|王|李|张三|欧阳|李四五|王五六七八|本人|前台|菜鸟驿站|凭取件码"
                            + "|正在|为您|将|已|联系|电话|1|8|A|𠮷|々|〇|\u9ffd|\u3105|ア|，王师傅")
                    .split("\\|"));

    @ParameterizedTest
    @EnumSource
    void masksWhatItsPatternFindsUnlessItIsNobody(NameForm form) {
        Random random = new Random(SEED);
        int changed = 0;
        for (int i = 0; i < 200_000; i++) {
            String text = random.ints(1 + random.nextInt(8), 0, PIECES.size())
                    .mapToObj(PIECES::get)
                    .collect(Collectors.joining());
            String expected = PATTERNS.get(form).matcher(text).replaceAll(match -> {
                boolean nobody = NOBODY.matcher(match.group(2) + match.group(3)).matches();
                return Matcher.quoteReplacement(nobody ? match.group() : match.group(1) + match.group(2) + "**");
            });
            changed += expected.equals(text) ? 0 : 1;

            assertThat(form.masked(text, 0)).as(text).isEqualTo(expected);
        }
        assertThat(changed).isGreaterThan(1_000);
    }
}
