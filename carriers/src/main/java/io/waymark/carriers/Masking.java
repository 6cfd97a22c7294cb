package io.waymark.carriers;

import java.util.stream.Stream;

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

    /** In the order in which they are masked: each sees what those before it left. */
    private static final MaskedForm[] FORMS = Stream.<MaskedForm[]>of(PhoneForm.values(), NameForm.values())
            .flatMap(Stream::of)
            .toArray(MaskedForm[]::new);

    /** The bit of full-width digits; those of the forms are below it. */
    private static final int FULL_WIDTH = 1 << FORMS.length;

    /** By character: the bits of the forms that are recognised by it. One look at a text tells which can be in it. */
    private static final byte[] BITS = bits();

    private Masking() {}

    /** The text with phone numbers and names masked. A text that holds none comes back unchanged. */
    public static String mask(String text) {
        int bits = 0;
        int first = 0;
        for (int at = text.length() - 1; at >= 0; at--) {
            int marks = BITS[text.charAt(at)];
            bits |= marks;
            first = marks == 0 ? first : at;
        }
        return bits == 0 ? text : masked(text, bits, first);
    }

    private static String masked(String text, int bits, int first) {
        String masked = (bits & FULL_WIDTH) == 0 ? text : withPlainDigits(text);
        for (int form = 0; form < FORMS.length; form++) {
            if ((bits >>> form & 1) != 0) {
                masked = FORMS[form].masked(masked, first);
            }
        }
        return masked;
    }

    /** Full-width digits (１３８) are digits like others; a reader sees no difference. */
    private static String withPlainDigits(String text) {
        StringBuilder plain = new StringBuilder(text);
        for (int at = 0; at < plain.length(); at++) {
            char character = plain.charAt(at);
            if (character >= FULL_WIDTH_ZERO && character <= FULL_WIDTH_NINE) {
                plain.setCharAt(at, (char) (character - FULL_WIDTH_ZERO + '0'));
            }
        }
        return plain.toString();
    }

    private static byte[] bits() {
        byte[] bits = new byte[Character.MAX_VALUE + 1];
        for (int form = 0; form < FORMS.length; form++) {
            int bit = 1 << form;
            FORMS[form].marks().characters().chars().forEach(mark -> bits[mark] |= (byte) bit);
        }
        for (char digit = FULL_WIDTH_ZERO; digit <= FULL_WIDTH_NINE; digit++) {
            bits[digit] = (byte) (bits[digit - FULL_WIDTH_ZERO + '0'] | FULL_WIDTH);
        }
        return bits;
    }
}
