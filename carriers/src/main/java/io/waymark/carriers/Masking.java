package io.waymark.carriers;

import java.util.List;
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

    private static final char FULL_WIDTH_ZERO = '０';
    private static final char FULL_WIDTH_NINE = '９';

    private static final String GAP = "[-\\s.·—–－_\\u00a0]?";

    /** A number stands alone: inside longer runs of digits, or right after capitals, it is a tracking number. */
    // spotless:off
    static final List<TextRule> PHONES = List.of(
            TextRule.of("+081", "(?<![\\dA-Z])((?:\\+?(?:00)?86" + GAP + ")?1[3-9]\\d)" + GAP + "\\d{4}" + GAP + "(\\d{4})(?!\\d)"),
            TextRule.of("(（0", "(?<![\\dA-Z-])([(（]?0\\d{2,3}[)）]?)" + GAP + "\\d{5,6}(\\d{2})(?![\\d-])"),
            TextRule.of("+", "(?<![\\dA-Z])(\\+(?!86)\\d{1,3})" + GAP + "\\d{5,10}(\\d{2})(?!\\d)"));
    // spotless:on

    private static final String COURIER = "(?:派件员|快递员|业务员|收派员|配送员|派送员|收件员|揽收员|小件员|快递小哥|派件人|联系人|师傅)";

    /** What those words begin with. */
    private static final String COURIERS_FIRST = "派快业收配揽小联师";

    /** The commonest hundred family names: after the word for who it is, with nothing between, only they begin a name. */
    private static final String FAMILY_NAME = "[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶"
            + "阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文]";

    /** A name after the word for who it is: the first character stays. */
    static final TextRule COURIER_NAME = TextRule.of(
            COURIERS_FIRST,
            "(" + COURIER + "[：:【\\[（( ,，]{1,3})(\\p{IsHan})(\\p{IsHan}{1,4})(?=[】\\])）,，。;； \\d+(（*/]|$)");

    static final TextRule COURIER_NAME_RIGHT_AFTER = TextRule.of(
            COURIERS_FIRST,
            "(" + COURIER + ")(" + FAMILY_NAME + ")(\\p{IsHan}{1,2}?)(?=[】\\])）,，。;；：: \\d+(（*/]|正在|为您|将|已|联系|电话|$)");

    static final TextRule SIGNER = TextRule.of(
            "签收取", "((?:签收人|收件人|收货人|取件人)(?:是)?[：:【\\[（( ]{1,3})(\\p{IsHan})(\\p{IsHan}{1,4})(?=[】\\])）,，。;； \\d*]|$)");

    /** Who signs without being named. */
    private static final Pattern NOBODY =
            Pattern.compile("本人|他人|家人|家属|亲友|朋友|同事|邻居|前台|门卫|保安|物业|收发室|传达室|本人签收|驿站|快递柜|丰巢|菜鸟驿站|代收点|自提点|便利店|"
                    + "超市|门店|公司|单位|已签收|代签|代收|他人代收|家人代收|本人收|凭取件码");

    private Masking() {}

    /** The text with phone numbers and names masked. A text that holds none comes back unchanged. */
    public static String mask(String text) {
        String masked = withPlainDigits(text);
        for (TextRule phone : PHONES) {
            masked = phone.replaceAll(masked, match -> match.group(1) + "****" + match.group(2));
        }
        return maskNames(SIGNER, maskNames(COURIER_NAME_RIGHT_AFTER, maskNames(COURIER_NAME, masked)));
    }

    /** Full-width digits (１３８) are digits like others; a reader sees no difference. */
    private static String withPlainDigits(String text) {
        int at = 0;
        while (at < text.length() && !isFullWidth(text.charAt(at))) {
            at++;
        }
        return at == text.length() ? text : withPlainDigitsFrom(at, text);
    }

    private static String withPlainDigitsFrom(int start, String text) {
        StringBuilder plain = new StringBuilder(text);
        for (int at = start; at < plain.length(); at++) {
            char character = plain.charAt(at);
            plain.setCharAt(at, isFullWidth(character) ? (char) (character - FULL_WIDTH_ZERO + '0') : character);
        }
        return plain.toString();
    }

    private static boolean isFullWidth(char character) {
        return character >= FULL_WIDTH_ZERO && character <= FULL_WIDTH_NINE;
    }

    private static String maskNames(TextRule names, String text) {
        return names.replaceAll(
                text,
                match -> NOBODY.matcher(match.group(2) + match.group(3)).matches()
                        ? match.group()
                        : match.group(1) + match.group(2) + "**");
    }
}
