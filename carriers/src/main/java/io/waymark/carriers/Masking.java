package io.waymark.carriers;

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

    private static final PhoneForm[] PHONES = PhoneForm.values();
    private static final NameForm[] NAMES = NameForm.values();

    private Masking() {}

    /** The text with phone numbers and names masked. A text that holds none comes back unchanged. */
    public static String mask(String text) {
        String masked = withPlainDigits(text);
        for (PhoneForm form : PHONES) {
            masked = form.masked(masked);
        }
        for (NameForm form : NAMES) {
            masked = form.masked(masked);
        }
        return masked;
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
}
