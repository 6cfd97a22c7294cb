package io.waymark.carriers;

import java.util.List;
import java.util.stream.Stream;

/**
 * A form in which carriers' texts name a person: a word for who it is, then a name in Chinese characters, then something
 * that ends it. Of the name the first character stays; a word for nobody in particular (本人, 驿站) stays as it is.
 *
 * <p>Read by hand, as {@link PhoneForm}.
 */
enum NameForm implements MaskedForm {
    /** {@code 派件员【王师傅】}, {@code 派件员 王师傅}. */
    COURIER(Known.COURIERS, List.of(), "：:【[（( ,，", List.of()),

    /** {@code 派件员王师傅为您派送}, {@code 收件人张三亲自签收}: with nothing between, a few words end a name too. */
    RIGHT_AFTER(Known.ALL, List.of(), "", Known.DOINGS),

    /** {@code 签收人：张三}, {@code 签收人是【张三】}. */
    SIGNER(Known.SIGNERS, List.of("是", "为", "姓名", "签名"), "：:【[（( ", List.of("代收", "代签"));

    private static final int NONE = -1;
    private static final int MOST_SEPARATORS = 3;

    /** A name may follow these whatever it begins with; where nothing does but a blank, it begins with a family name. */
    private static final String STRONG = "：:【[（(";

    private static final String ENDS = "】])）』」”\",，。;；：: \t0123456789+(（*/、|<!！";

    /** Of a name after its first, where the family name is not asked for. */
    private static final int MOST = 4;

    /** The same with a dot in it: 阿不都热合曼·买买提. */
    private static final int MOST_WITH_DOT = 14;

    private final Words words;
    private final List<String> verbs;
    private final String separators;
    private final List<String> endWords;

    /**
     * @param words for who it is
     * @param verbs of which one may follow the word
     * @param separators of which one to three then stand; "" if the name follows at once
     * @param endWords what ends a name besides {@link #ENDS}
     */
    NameForm(List<String> words, List<String> verbs, String separators, List<String> endWords) {
        this.words = Words.of(words);
        this.verbs = verbs;
        this.separators = separators;
        this.endWords = endWords;
    }

    @Override
    public List<String> words() {
        return words.all();
    }

    @Override
    public String masked(String text, int from) {
        StringBuilder masked = null;
        Marks marks = words.marks();
        int done = 0;
        int passed = 0;
        for (int at = marks.next(text, from); at < text.length(); at = marks.next(text, Math.max(at + 1, passed))) {
            int start =
                    mayFollow(text, at + 1) && words.start(text, passed, at + 1) >= 0 ? afterVerb(text, at + 1) : NONE;
            int name = start == NONE ? NONE : afterSeparators(text, start);
            int end = name == NONE ? NONE : end(text, name, isStrong(text, start, name));
            passed = end == NONE ? passed : end;
            if (end != NONE && Names.isSomebody(text.substring(name, end))) {
                masked = masked == null ? new StringBuilder(text.length() + 1) : masked;
                masked.append(text, done, text.offsetByCodePoints(name, 1)).append("**");
                done = end;
            }
        }
        return masked == null ? text : masked.append(text, done, text.length()).toString();
    }

    /** A quick no to most. */
    private boolean mayFollow(String text, int at) {
        if (at == text.length()) {
            return false;
        }
        char next = text.charAt(at);
        return separators.isEmpty() ? next >= '\u4e00' : separators.indexOf(next) >= 0 || "是为姓签".indexOf(next) >= 0;
    }

    private int afterVerb(String text, int from) {
        for (String verb : verbs) {
            if (text.startsWith(verb, from)) {
                return from + verb.length();
            }
        }
        return from;
    }

    private int afterSeparators(String text, int from) {
        int at = from;
        while (at < text.length() && separators.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        int number = at - from;
        boolean atOnce = separators.isEmpty() || isAfterVerb(text, from);
        return (atOnce || number > 0) && number <= MOST_SEPARATORS ? at : NONE;
    }

    private boolean isAfterVerb(String text, int to) {
        for (String verb : verbs) {
            if (text.startsWith(verb, to - verb.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isStrong(String text, int from, int to) {
        for (int at = from; at < to; at++) {
            if (STRONG.indexOf(text.charAt(at)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Where the name ends that begins at {@code from}; {@link #NONE} if that is no name. */
    private int end(String text, int from, boolean strong) {
        boolean called = !strong && Names.isCalled(text, from);
        if (from == text.length() || !(strong || called || Names.isFamily(text, from))) {
            return NONE;
        }
        int most = strong ? MOST : called ? 1 : Names.most(text, from) - 1;
        int at = from;
        for (int count = 0; count <= most && at < text.length() && isOfName(text, at, count); count++) {
            most = strong && text.charAt(at) == '·' ? MOST_WITH_DOT : most;
            at += Character.charCount(text.codePointAt(at));
            if (count > 0 && isEnd(text, at)) {
                return at;
            }
            int titled = count > 0 ? Names.afterTitle(text, at) : at;
            if (titled > at) {
                return titled;
            }
        }
        return NONE;
    }

    private boolean isEnd(String text, int at) {
        if (isLast(text, at) || ENDS.indexOf(text.charAt(at)) >= 0) {
            return true;
        }
        for (String word : endWords) {
            if (text.startsWith(word, at)) {
                return true;
            }
        }
        return false;
    }

    /** At the end of the text, or of its last line. */
    private static boolean isLast(String text, int at) {
        int rest = text.length() - at;
        return rest == 0
                || (rest == 1 && "\n\r\u0085\u2028\u2029".indexOf(text.charAt(at)) >= 0)
                || (rest == 2 && text.endsWith("\r\n"));
    }

    private static boolean isOfName(String text, int at, int count) {
        int character = text.codePointAt(at);
        boolean usual = character >= '\u4e00' && character <= '\u9fef';
        return usual
                || (count > 0 && character == '·')
                || Character.UnicodeScript.of(character) == Character.UnicodeScript.HAN;
    }

    /** What constants cannot refer to while they are made. */
    private static final class Known {

        static final List<String> COURIERS =
                List.of(("派件员 快递员 业务员 收派员 配送员 派送员 投递员 收件员 揽收员 揽件员 揽投员 取件员 寄件员 小件员 小哥 派件人 派送人 投递人 揽收人 揽件人 联系人 师傅 司机 骑手")
                        .split(" "));

        static final List<String> SIGNERS = List.of("签收人 收件人 收货人 取件人 领取人 代收人 代签人 提货人 本人签收 他人代收".split(" "));

        /** Also who has it next: 快件交给王小明. */
        static final List<String> ALL = Stream.of(COURIERS, SIGNERS, List.of("交给", "交接给", "转寄至", "转寄给"))
                .flatMap(List::stream)
                .toList();

        static final List<String> DOINGS =
                List.of("正在 为您 将 已 联系 电话 手机 开始 揽收 派送 派件 送达 上门 前往 取件 收件 亲自 签收 领取 取走".split(" "));
    }
}
