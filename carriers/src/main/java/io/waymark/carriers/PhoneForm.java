package io.waymark.carriers;

import java.util.List;

/**
 * A form that phone numbers have in carriers' texts. A number stands alone: inside longer runs of digits, or right after
 * capitals, it is a tracking number; so it is behind a word for one. Between its parts one blank, dash or dot may stand. Of
 * an extension nothing stays.
 *
 * <p>Read by hand: nearly every text of a delivery has a number, and regular expressions take ten times as long.
 */
enum PhoneForm implements MaskedForm {
    /** {@code 13812341234}, also with 86, +86 or 0086 before it. The first three digits and the last four stay. */
    MOBILE("+081", 3, 3, 4) {
        @Override
        int headEnd(String text, int at, int digits) {
            int number = afterChinasCode(text, at);
            boolean mobile =
                    digitsFrom(text, number) >= digits && text.charAt(number) == '1' && text.charAt(number + 1) > '2';
            return mobile ? number + digits : NONE;
        }

        @Override
        int end(String text, int from) {
            int last = afterGap(text, from + 4);
            return digitsFrom(text, from) >= 4 && digitsFrom(text, last) == 4 ? last + 4 : NONE;
        }
    },

    /** {@code 0571-88881234}, the area code also in brackets; a dash before or after it makes it something else. */
    AREA("(（0", 2, 3, 2) {
        @Override
        int headEnd(String text, int at, int digits) {
            int zero = text.charAt(at) == '0' ? at : at + 1;
            int end = zero + 1 + digits;
            boolean area = is("0", text, zero)
                    && digitsFrom(text, zero + 1) >= digits
                    && text.charAt(zero + 1) != '0'
                    && digits == (is("12", text, zero + 1) ? 2 : 3);
            return area ? is(")）", text, end) ? end + 1 : end : NONE;
        }

        @Override
        int end(String text, int from) {
            int digits = digitsFrom(text, from);
            int last = from + digits + 1;
            boolean parted = digits >= 3 && digits <= 4 && is("- ", text, last - 1) && digitsFrom(text, last) == 4;
            int end = parted ? last + 4 : from + digits;
            boolean number = parted || (digits >= 7 && digits <= 8);
            return number && (!is("-", text, end) || extension(text, end) > 0) ? end : NONE;
        }
    };

    private static final int NONE = -1;
    private static final Words PHONE_WORDS = Words.of(List.of("tel", "phone", "mobile", "cell", "tp"));
    private static final Words PARCEL_WORDS = Words.of(List.of(
            "单号",
            "單號",
            "运单",
            "单号码",
            "條碼",
            "条码",
            "包号",
            "袋号",
            "tracking number",
            "waybill",
            "waybill number",
            "awb",
            "mawb"));
    private static final String GAPS = "-\u00a0 \t\n\u000B\f\r.·—–－_";

    private final Marks marks;
    private final int fewest;
    private final int most;
    private final int kept;

    /**
     * @param first what a number can begin with
     * @param fewest digits of the code that stays
     * @param most such digits; more are tried before fewer
     * @param kept how many digits at the end stay
     */
    PhoneForm(String first, int fewest, int most, int kept) {
        this.marks = Marks.of(first);
        this.fewest = fewest;
        this.most = most;
        this.kept = kept;
    }

    /** Where the code ends that a number begins with at {@code at}; {@link #NONE} if it has not so many digits. */
    abstract int headEnd(String text, int at, int digits);

    /** Where the number ends whose digits after the code begin at {@code from}; {@link #NONE} if that is no number. */
    abstract int end(String text, int from);

    @Override
    public List<String> words() {
        return List.of(marks.characters().split(""));
    }

    /** Masks the middle of every number. */
    @Override
    public String masked(String text, int from) {
        StringBuilder masked = null;
        int done = 0;
        for (int at = marks.next(text, from); at < text.length(); at = marks.next(text, Math.max(done, at + 1))) {
            int head = isInside(text, at) ? NONE : head(text, at);
            if (head != NONE) {
                int end = end(text, afterGap(text, head));
                masked = masked == null ? new StringBuilder(text.length()) : masked;
                masked.append(text, done, head).append("****").append(text, end - kept, end);
                done = end;
                int extension = extension(text, end);
                if (extension > 0) {
                    masked.append(text.charAt(end)).append("****");
                    done = end + 1 + extension;
                }
            }
        }
        return masked == null ? text : masked.append(text, done, text.length()).toString();
    }

    /** How many digits an extension has that a dash (or a comma, where # ends it) parts from a number; 0 without one. */
    private static int extension(String text, int end) {
        int digits = is("-_,", text, end) ? digitsFrom(text, end + 1) : 0;
        int after = end + 1 + digits;
        boolean alone = text.charAt(Math.min(end, text.length() - 1)) == ','
                ? is("#", text, after)
                : !is("-:：/.年月", text, after);
        return digits >= 3 && digits <= 6 && alone ? digits : 0;
    }

    private int head(String text, int at) {
        for (int digits = most; digits >= fewest; digits--) {
            int head = headEnd(text, at, digits);
            if (head != NONE && end(text, afterGap(text, head)) != NONE) {
                return isNumbered(text, at) ? NONE : head;
            }
        }
        return NONE;
    }

    private boolean isInside(String text, int at) {
        char before = at == 0 ? ' ' : text.charAt(at - 1);
        return isDigit(before)
                || (before >= 'A' && before <= 'Z' && PHONE_WORDS.start(text, 0, at) < 0)
                || (this == AREA && before == '-');
    }

    /** A tracking number may look like a mobile phone, but is introduced as what it is. */
    private static boolean isNumbered(String text, int at) {
        int to = at;
        while (to > 0 && at - to < 3 && is(" :：【[（(为是#", text, to - 1)) {
            to--;
        }
        return to > 0 && PARCEL_WORDS.start(text, 0, to) >= 0;
    }

    private static int afterChinasCode(String text, int at) {
        if (text.charAt(at) == '1') {
            return at;
        }
        int plain = text.charAt(at) == '+' ? at + 1 : at;
        int code = text.startsWith("00", plain) ? plain + 2 : plain;
        return text.startsWith("86", code) ? afterGap(text, code + 2) : text.length();
    }

    private static int afterGap(String text, int at) {
        return is(GAPS, text, at) ? at + 1 : at;
    }

    private static int digitsFrom(String text, int from) {
        int at = from;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return at - from;
    }

    private static boolean is(String oneOf, String text, int at) {
        return at < text.length() && oneOf.indexOf(text.charAt(at)) >= 0;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
