package io.waymark.carriers;

/**
 * A form that phone numbers have in carriers' texts. A number stands alone: inside longer runs of digits, or right after
 * capitals, it is a tracking number. Between its parts one blank, dash or dot may stand.
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
            return is("0", text, zero) && digitsFrom(text, zero + 1) >= digits
                    ? is(")）", text, end) ? end + 1 : end
                    : NONE;
        }

        @Override
        int end(String text, int from) {
            int digits = digitsFrom(text, from);
            return digits >= 7 && digits <= 8 && !is("-", text, from + digits) ? from + digits : NONE;
        }
    },

    /** {@code +85291234567}, of any country but China. */
    FOREIGN("+", 1, 3, 2) {
        @Override
        int headEnd(String text, int at, int digits) {
            return digitsFrom(text, at + 1) >= digits && !text.startsWith("86", at + 1) ? at + 1 + digits : NONE;
        }

        @Override
        int end(String text, int from) {
            int digits = digitsFrom(text, from);
            return digits >= 7 && digits <= 12 ? from + digits : NONE;
        }
    };

    private static final int NONE = -1;
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
    public Marks marks() {
        return marks;
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
                masked.append(text.substring(done, head)).append("****").append(text.substring(end - kept, end));
                done = end;
            }
        }
        return masked == null ? text : masked.append(text.substring(done)).toString();
    }

    private int head(String text, int at) {
        for (int digits = most; digits >= fewest; digits--) {
            int head = headEnd(text, at, digits);
            if (head != NONE && end(text, afterGap(text, head)) != NONE) {
                return head;
            }
        }
        return NONE;
    }

    private boolean isInside(String text, int at) {
        char before = at == 0 ? ' ' : text.charAt(at - 1);
        return isDigit(before) || (before >= 'A' && before <= 'Z') || (this == AREA && before == '-');
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
