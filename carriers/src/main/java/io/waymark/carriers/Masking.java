package io.waymark.carriers;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes phone numbers and names out of carriers' free text before anybody outside sees it.
 *
 * <pre>
 *   派件员【王师傅 13812341234】   →  派件员【王** 138****1234】
 *   电话0571-88881234            →  电话0571****34
 *   签收人：张三                  →  签收人：张**      (but 签收人：本人 stays)
 * </pre>
 *
 * <p>Numbers that stand inside longer digit runs, such as tracking numbers, and dates stay.
 */
public final class Masking {

    private record Rule(Pattern pattern, String replacement) {}

    /** Mainland mobile, also with +86 and with blanks or dashes; landline with area code; extension numbers stay short. */
    // spotless:off
    private static final List<Rule> PHONES = List.of(
            rule("(?<![\\dA-Za-z])((?:\\+?86[- ]?)?1[3-9]\\d)[- ]?\\d{4}[- ]?(\\d{4})(?!\\d)", "$1****$2"),
            rule("(?<![\\dA-Za-z-])(0\\d{2,3})[- ]?\\d{5,6}(\\d{2})(?![\\d-])",                "$1****$2"),
            rule("(?<![\\dA-Za-z])(\\+(?!86)\\d{2})[- ]?\\d{5,10}(\\d{2})(?!\\d)",             "$1****$2"));
    // spotless:on

    private static final String COURIER = "(?:派件员|快递员|业务员|收派员|配送员|派送员|收件员|揽收员|小件员|快递小哥|派件人|联系人)";

    /** A name after the word for who it is: the first character stays. */
    private static final Pattern COURIER_NAME = Pattern.compile(
            "(" + COURIER + "[：:【\\[（( ,，]{1,3})(\\p{IsHan})(\\p{IsHan}{1,4})(?=[】\\])）,，。;； \\d*/]|$)");

    private static final Pattern SIGNER = Pattern.compile(
            "((?:签收人|收件人|收货人|取件人)(?:是)?[：:【\\[（( ]{1,3})(\\p{IsHan})(\\p{IsHan}{1,4})(?=[】\\])）,，。;； \\d*]|$)");

    /** Who signs without being named. */
    private static final Pattern NOBODY =
            Pattern.compile("本人|他人|家人|家属|亲友|朋友|同事|邻居|前台|门卫|保安|物业|收发室|传达室|本人签收|驿站|快递柜|丰巢|菜鸟驿站|代收点|自提点|便利店|"
                    + "超市|门店|公司|单位|已签收|代签|代收|他人代收|家人代收|本人收|凭取件码");

    private Masking() {}

    /** The text with phone numbers and names masked. A text that holds none comes back unchanged. */
    public static String mask(String text) {
        String masked = text;
        for (Rule rule : PHONES) {
            masked = rule.pattern().matcher(masked).replaceAll(rule.replacement());
        }
        return maskNames(SIGNER, maskNames(COURIER_NAME, masked));
    }

    private static String maskNames(Pattern pattern, String text) {
        return pattern.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        NOBODY.matcher(match.group(2) + match.group(3)).matches()
                                ? match.group()
                                : match.group(1) + match.group(2) + "**"));
    }

    private static Rule rule(String pattern, String replacement) {
        return new Rule(Pattern.compile(pattern), replacement);
    }
}
