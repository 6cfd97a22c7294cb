package io.waymark.carriers;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code +44 20 7946 0958}, or with 00 before the country's code, of any country and in any dress, as libphonenumber knows
 * them. The code stays, and the last two digits. Mobile phones of China are left to {@link PhoneForm#MOBILE}.
 *
 * <p>The library is asked only where a plus or two zeros are followed by digits enough.
 */
final class ForeignPhoneForm implements MaskedForm {

    private static final Marks MARKS = Marks.of("+0");
    private static final String BETWEEN = " ()-.\u00a0·–－/（）";
    private static final int FEWEST_DIGITS = 7;

    /** The longest number, with what stands between its digits. */
    private static final int LONGEST = 32;

    /** What the library does not know, such as a country's code to come, but looks like a number. */
    private static final Pattern UNKNOWN = Pattern.compile("\\+(\\d{1,3})[-\u00a0 .·–－]?\\d{7,12}(?!\\d)");

    @Override
    public List<String> words() {
        return List.of("+", "00");
    }

    @Override
    public String masked(String text, int from) {
        StringBuilder masked = null;
        int done = 0;
        for (int at = MARKS.next(text, from); at < text.length(); at = MARKS.next(text, Math.max(at + 1, done))) {
            int code = code(text, at);
            Found found = code > 0 && hasDigits(text, code) ? found(text, at, code) : null;
            if (found != null) {
                masked = masked == null ? new StringBuilder(text.length()) : masked;
                masked.append(text, done, found.head()).append("****").append(text, found.end() - 2, found.end());
                done = found.end();
            }
        }
        return masked == null ? text : masked.append(text, done, text.length()).toString();
    }

    /** Where the country's code begins if a plus or two zeros stand here on their own; 0 if not. */
    private static int code(String text, int at) {
        if (text.charAt(at) == '+') {
            return at + 1;
        }
        if (at + 1 == text.length() || text.charAt(at + 1) != '0') {
            return 0;
        }
        char before = at == 0 ? ' ' : text.charAt(at - 1);
        boolean alone =
                !(before >= '0' && before <= '9') && !(before >= 'A' && before <= 'Z') && "-.:/+".indexOf(before) < 0;
        return alone ? at + 2 : 0;
    }

    private static boolean hasDigits(String text, int from) {
        int digits = 0;
        for (int at = from; at < text.length() && at < from + LONGEST && digits < FEWEST_DIGITS; at++) {
            char character = text.charAt(at);
            if (character >= '0' && character <= '9') {
                digits++;
            } else if (digits == 0 || BETWEEN.indexOf(character) < 0) {
                return false;
            }
        }
        return digits == FEWEST_DIGITS && text.charAt(from) != '0';
    }

    private static @Nullable Found found(String text, int at, int code) {
        boolean plus = code == at + 1;
        String candidate = "+" + text.substring(code, Math.min(text.length(), code + LONGEST));
        Leniency leniency = plus ? Leniency.POSSIBLE : Leniency.VALID;
        Iterator<PhoneNumberMatch> matches = PhoneNumberUtil.getInstance()
                .findNumbers(candidate, PhoneNumberUtil.REGION_CODE_FOR_NON_GEO_ENTITY, leniency, 1)
                .iterator();
        if (!matches.hasNext()) {
            return plus ? unknown(text, at) : null;
        }
        PhoneNumberMatch match = matches.next();
        int country = match.number().getCountryCode();
        boolean chinasMobile = country == 86 && (match.number().getNationalNumber() + "").matches("1[3-9]\\d{9}");
        return chinasMobile || match.start() > 0
                ? null
                : new Found(code + Integer.toString(country).length(), code + match.end() - 1);
    }

    private static @Nullable Found unknown(String text, int at) {
        Matcher number = UNKNOWN.matcher(text).region(at, text.length());
        return number.lookingAt() && !number.group(1).startsWith("86") ? new Found(number.end(1), number.end()) : null;
    }

    /**
     * A number in a text.
     *
     * @param head where the country's code ends
     * @param end where the number ends
     */
    private record Found(int head, int end) {}
}
