package io.waymark.carriers;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something personal that a word introduces: {@code 取件码：6-2-3017}, {@code Signed for by: SMITH}. Its words are looked for
 * by hand, and only behind one a regular expression decides; its first group is what is taken out.
 */
enum WordForm implements MaskedForm {
    /** The code that opens a locker or fetches a parcel at a station. */
    CODE(
            "取件码 取货码 提货码 提取码 开箱码 开柜码 自提码 收货码 签收码 验证码 校验码 动态码 取件密码 取货密码 提货密码 开箱密码 签收密码 取件号 取货号 货架号 凭证码",
            "pickup code,pick-up code,pick up code,collection code,verification code,access code,delivery code,locker code,"
                    + "one-time password,otp,pin",
            "(?:" + Parts.IS + "|" + Parts.REMARK + ")" + Parts.CODE,
            "****"),

    /** The same, where only {@code 凭} stands before it. */
    SLIP("凭", "", "(?=[^\\p{Nd}A-Za-z]{0,3}[\\p{Nd}A-Za-z-]{4})" + Parts.GAP + Parts.CODE, "****"),

    /** Where somebody is reached by chat. */
    ACCOUNT("微信 微信号", "wechat,qq,qq号", Parts.IS + "([A-Za-z0-9_-]{5,32})", "****"),

    /** The number of a citizen's identity card. */
    IDENTITY("身份证 身份证号 身份证号码", "", Parts.IS + "(\\d{17}[\\dXx]|\\d{15})(?!\\d)", "****"),

    /** Behind a number that is shared: the extension tells whose it is. One digit is a choice in a menu. */
    EXTENSION(
            "转 轉 分机 分機 转分机 轉分機 分机号",
            "ext,x",
            "(?<=\\d ?(?:转|轉|分机|分機|转分机|轉分機|[，, ]{0,2}分机号)|\\d[ ,]{0,2}[Ee][Xx][Tt]|\\d{4} x)\\.?[ :：]{0,2}(\\d{3,6})(?!\\d| ?[x*×cm])",
            "****"),

    /** A number without its area code. Those that begin like the public's lines (400, 95…) are not asked about. */
    LOCAL_PHONE(
            "电话 電話 座机 致电 拨打 电联 电话号码 电话号",
            "tel,phone,mobile,cell,call,contact number,phone number,mobile number,contact no,tel no",
            Parts.IS + "((?!400|800|9[56])\\d(?:[ -]?\\d){4,10})[ -]?\\d\\d(?![\\d*]|[-:：/.年月]\\d)",
            "****"),

    /** {@code 已由张三签收}. */
    TAKER(
            "由 被",
            "",
            Parts.GAP
                    + "(?:同事|家人|邻居|朋友|门卫|保安|前台|快递员|派件员|业务员|配送员)?+\\p{IsHan}(\\p{IsHan}{1,3}?)" + Parts.GAP
                    + "(?:已?签收|已?代收|已?代签|签字|领取|取走|取件|收取)(?!点)",
            "**"),

    /** {@code Signed for by: J. SMITH}. */
    LATIN_TAKER(
            "", "signed for by,signed by,received by,collected by,picked up by", " ?[: ] ?" + Parts.LATIN_NAME, "**"),

    /** {@code Consignee: Mohammed Al Harbi}; such words stand in other sentences too, so that there must be a colon. */
    LATIN_PERSON(
            "",
            "recipient,consignee,receiver,courier,driver,rider,sprinter,recipient name,consignee name,courier name,agent name,"
                    + "customer name,signed,pod name,courier assigned,driver assigned,assigned to",
            " ?: ?" + Parts.LATIN_NAME,
            "**"),

    /** {@code Mr. Smith}. */
    LATIN_TITLED("", "mr,mrs,ms,miss", "\\.? " + Parts.LATIN_NAME, "**"),

    /** {@code Apt 5B}. */
    LATIN_DOOR(
            "",
            "apt,apartment,room,rm,suite,flat,unit",
            "\\.?[ #]{1,3}((?=[A-Za-z-]{0,3}\\d)[0-9A-Za-z-]{1,6})\\b(?! of\\b)",
            "****");

    private final Words words;
    private final Pattern what;
    private final String mask;

    /**
     * @param chinese words, with blanks between
     * @param latin further ones, with commas between, in small letters; capitals make no difference
     * @param what stands behind a word
     * @param mask what its first group is replaced by
     */
    WordForm(String chinese, String latin, String what, String mask) {
        this.words = Words.of(List.of((chinese.replace(' ', ',') + "," + latin)
                .replaceAll("^,+|,+$", "")
                .split(",+")));
        this.what = Pattern.compile(what);
        this.mask = mask;
    }

    @Override
    public List<String> words() {
        return words.all();
    }

    @Override
    public String masked(String text, int from) {
        StringBuilder masked = null;
        Matcher behind = null;
        Marks marks = words.marks();
        int done = 0;
        for (int at = marks.next(text, from); at < text.length(); at = marks.next(text, Math.max(at + 1, done))) {
            if (mayFollow(text, at + 1) && words.start(text, 0, at + 1) >= 0) {
                behind = behind == null ? what.matcher(text).useTransparentBounds(true) : behind;
                if (behind.region(at + 1, text.length()).lookingAt() && isPerson(text, behind)) {
                    masked = masked == null ? new StringBuilder(text.length()) : masked;
                    masked.append(text, done, behind.start(1)).append(mask);
                    done = behind.end(1);
                }
            }
        }
        return masked == null ? text : masked.append(text, done, text.length()).toString();
    }

    /** Chinese names are looked at more closely; a pattern of all family names would be slow. */
    private boolean isPerson(String text, Matcher name) {
        int start = name.start(1) - 1;
        return this != TAKER || (Names.isFamily(text, start) && Names.isSomebody(text.substring(start, name.end(1))));
    }

    /**
     * A quick no to most: the words stand within others, of which another character follows (转运中心). Not to codes, before
     * which more may be said.
     */
    private boolean mayFollow(String text, int at) {
        if (at == text.length() || this == CODE) {
            return at < text.length();
        }
        char next = text.charAt(at);
        return this == TAKER ? Names.mayBegin(next) : next < '\u4e00' || next > '\u9fff' || next == '是' || next == '为';
    }

    /** What constants cannot refer to while they are made. */
    private static final class Parts {

        /** Between a word and what it introduces; also {@code 是} and {@code is}. */
        static final String IS = "(?:[\\s:：是为]|is\\b|[【\\[（(“\"『「])" + "{0,4}+";

        static final String GAP = "[\\s:：【\\[（(“\"『「】\\]）)]{0,3}+";

        private static final String IN_BRACKETS =
                "(?<=[【\\[（(“\"『「])(?=[^】\\]）)”\"』」]{0,20}\\p{Nd})[^】\\]）)”\"』」]{1,20}(?=[】\\]）)”\"』」])";
        private static final String PART = "[\\p{Nd}A-Za-z]";

        /** Behind a number that counts or tells a time or a place. */
        private static final String UNIT = "[:：年月日号点时小天次个分元件楼层库*]";

        private static final String DATE =
                "\\d{4}[-/.年]\\d{1,2}[-/.月]|(?:0?[1-9]|1[0-2])[-/](?:0?[1-9]|[12]\\d|3[01])(?: \\d{1,2}[:：]| ?之?前)";

        /** What follows is no date, time, count or place. */
        private static final String NO_UNIT = "(?!" + DATE + "|\\d{1,3}" + UNIT + "|\\d{4}[:：年*])";

        /** Nor a phone: that is masked as one, and its owner is found by it. */
        private static final String NO_PHONE =
                "(?!1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4}(?!\\d)|0\\d{2,3}[ -]?\\d{7,8}(?!\\d))";

        /** Up to the code where more is said: {@code 取件码已更新为}; nothing of telephones, waybills, terms and ways. */
        static final String REMARK = "[^\\p{Nd}A-Za-z，。；！？,;!?\\n*到期电電拨联线線单單尾]{1,10}+" + NO_UNIT + NO_PHONE;

        /** Behind a blank: {@code 23} and {@code 4567} of {@code A1 23 4567}. */
        private static final String NEXT = " " + NO_UNIT + "[A-Za-z]{0,2}\\d{1,6}+(?:-\\d{1,6}+){0,2}+(?![\\d/栋幢单室房座-]|"
                + UNIT + "|\\.\\d| ?[A-Za-z]{2})";

        /** With dashes or dots between its parts, of which one has a digit. */
        private static final String JOINED =
                "(?=[A-Za-z-]{0,6}\\p{Nd})" + PART + "++(?:[-－—–·._]" + PART + "++){0,5}+(?:" + NEXT + "){0,3}+";

        static final String CODE = "(" + IN_BRACKETS + "|" + JOINED + ")";

        private static final String LATIN_NOBODY =
                "reception|receptionist|front|desk|mail|mailroom|mailbox|neighbou?r|guard|security|agent|locker|door|porch|family|"
                        + "resident|individual|recipient|customer|consignee|addressee|sender|shipper|store|shop|counter|hub|center|"
                        + "centre|warehouse|company|post|office|courier|carrier|airline|customs|facility|station|team|dhl|ups|usps|"
                        + "fedex|tnt|aramex|smsa|ems|gls|dpd|sf|the|our|hand|"
                        + "line|\\p{L}{0,20}express|logistics|sorting|gateway|terminal|airport|port|depot|local|partner|branch";

        private static final String PARTICLES = "(?:(?:de|van|von|der|den|al|el|bin|la|da|dos) ){0,2}";

        /** Of a word of a name, after its first letter; a dot ends it unless it was an initial. */
        private static final String LATIN_REST = "(?:\\.(?= \\p{Lu})|(?:\\p{L}|[.'’-](?=\\p{L})){1,30}+)?+";

        /** One to four words of capitals or with a capital; the first letter stays. */
        static final String LATIN_NAME = "(?=(?:(?i:mrs?|ms|miss|dr)\\.? )?" + PARTICLES + "\\p{Lu})"
                + "(?!(?:[\\p{L}.'’-]{1,30} ){0,2}(?i:" + LATIN_NOBODY + ")\\b)(?:(?i:mrs?|ms|miss|dr)\\.? )?+\\p{L}"
                + "(?=\\.? \\p{Lu}|[.'’-]?\\p{L})(" + LATIN_REST + "(?: " + PARTICLES + "\\p{Lu}" + LATIN_REST
                + "){0,3}+)";
    }
}
