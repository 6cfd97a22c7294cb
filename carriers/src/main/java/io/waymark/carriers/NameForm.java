package io.waymark.carriers;

import java.util.List;
import java.util.Set;

/**
 * A form in which carriers' texts name a person: a word for who it is, then a name in Chinese characters, then something
 * that ends it. Of the name the first character stays; a word for nobody in particular (本人, 驿站) stays as it is.
 *
 * <p>Read by hand, as {@link PhoneForm}.
 */
enum NameForm implements MaskedForm {
    /** {@code 派件员【王师傅】}. */
    COURIER(Words.COURIERS, "", "：:【[（( ,，", "", 4, "】])）,，。;； 0123456789+(（*/", List.of()),

    /** {@code 派件员王师傅为您派送}: with nothing between, only a family name begins a name, and a few words end it. */
    COURIER_RIGHT_AFTER(
            Words.COURIERS,
            "",
            "",
            Words.FAMILY_NAMES,
            2,
            "】])）,，。;；：: 0123456789+(（*/",
            List.of("正在", "为您", "将", "已", "联系", "电话")),

    /** {@code 签收人：张三}. */
    SIGNER(List.of("签收人", "收件人", "收货人", "取件人"), "是", "：:【[（( ", "", 4, "】])）,，。;； 0123456789*", List.of());

    private static final int NONE = -1;
    private static final int MOST_SEPARATORS = 3;

    private static final Set<String> NOBODY =
            Set.of(("本人 他人 家人 家属 亲友 朋友 同事 邻居 前台 门卫 保安 物业 收发室 传达室 驿站 快递柜 丰巢 菜鸟驿站 代收点 自提点 便利店 超市 门店 公司 单位 "
                            + "本人签收 本人收 已签收 代签 代收 他人代收 家人代收 凭取件码")
                    .split(" "));

    private final List<String> words;
    private final Marks marks;
    private final String verb;
    private final String separators;
    private final String familyNames;
    private final int most;
    private final String ends;
    private final List<String> endWords;

    /**
     * @param words for who it is
     * @param verb what may follow the word; "" if nothing may
     * @param separators of which one to three then stand; "" if the name follows at once
     * @param familyNames with what a name begins; "" if with any character
     * @param most characters of a name after the first
     * @param ends what stands after a name
     * @param endWords the same
     */
    NameForm(
            List<String> words,
            String verb,
            String separators,
            String familyNames,
            int most,
            String ends,
            List<String> endWords) {
        this.words = words;
        this.marks = Marks.endsOf(words);
        this.verb = verb;
        this.separators = separators;
        this.familyNames = familyNames;
        this.most = most;
        this.ends = ends;
        this.endWords = endWords;
    }

    /** The last characters of the words: they are in fewer other words than the first. */
    @Override
    public Marks marks() {
        return marks;
    }

    @Override
    public String masked(String text, int from) {
        StringBuilder masked = null;
        int done = 0;
        int passed = 0;
        for (int at = marks.next(text, from); at < text.length(); at = marks.next(text, Math.max(at + 1, passed))) {
            int name = isWord(text, passed, at + 1) ? afterSeparators(text, at + 1) : NONE;
            int end = name == NONE ? NONE : end(text, name);
            passed = end == NONE ? passed : end;
            if (end != NONE && !NOBODY.contains(text.substring(name, end))) {
                masked = masked == null ? new StringBuilder(text.length() + 1) : masked;
                masked.append(text.substring(done, text.offsetByCodePoints(name, 1)))
                        .append("**");
                done = end;
            }
        }
        return masked == null ? text : masked.append(text.substring(done)).toString();
    }

    /** Whether one of the words ends at {@code to} and does not begin before {@code from}. */
    private boolean isWord(String text, int from, int to) {
        for (String word : words) {
            int start = to - word.length();
            if (start >= from && text.charAt(start) == word.charAt(0) && text.startsWith(word, start)) {
                return true;
            }
        }
        return false;
    }

    private int afterSeparators(String text, int from) {
        int start = text.startsWith(verb, from) ? from + verb.length() : from;
        int at = start;
        while (at < text.length() && separators.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        int number = at - start;
        return separators.isEmpty() || (number > 0 && number <= MOST_SEPARATORS) ? at : NONE;
    }

    /** Where the name ends that begins at {@code from}; {@link #NONE} if that is no name. */
    private int end(String text, int from) {
        if (from == text.length() || !(familyNames.isEmpty() || familyNames.indexOf(text.charAt(from)) >= 0)) {
            return NONE;
        }
        int at = from;
        for (int count = 0; count <= most && at < text.length() && isHan(text.codePointAt(at)); count++) {
            at += Character.charCount(text.codePointAt(at));
            if (count > 0 && isEnd(text, at)) {
                return at;
            }
        }
        return NONE;
    }

    private boolean isEnd(String text, int at) {
        return isLast(text, at)
                || ends.indexOf(text.charAt(at)) >= 0
                || endWords.stream().anyMatch(word -> text.startsWith(word, at));
    }

    /** At the end of the text, or of its last line. */
    private static boolean isLast(String text, int at) {
        int rest = text.length() - at;
        return rest == 0
                || (rest == 1 && "\n\r\u0085\u2028\u2029".indexOf(text.charAt(at)) >= 0)
                || (rest == 2 && text.endsWith("\r\n"));
    }

    private static boolean isHan(int character) {
        boolean usual = character >= '\u4e00' && character <= '\u9fef';
        return usual || Character.UnicodeScript.of(character) == Character.UnicodeScript.HAN;
    }

    /** What constants cannot refer to while they are made. */
    private static final class Words {

        static final List<String> COURIERS =
                List.of("派件员", "快递员", "业务员", "收派员", "配送员", "派送员", "收件员", "揽收员", "小件员", "快递小哥", "派件人", "联系人", "师傅");

        /** The commonest hundred. */
        static final String FAMILY_NAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖"
                + "邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文";
    }
}
