package io.waymark.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.carriers.Masking;
import java.net.URLDecoder;
import java.util.regex.Pattern;

/**
 * What may be kept of a refused callback's body: its beginning, readable, masked as carriers' texts are, and without the
 * values of fields that are named after something personal. The body may be anything; nothing in it is taken on trust.
 */
final class Excerpt {

    private static final int LONGEST = 400;

    /** Bytes that are read: escapes and what is masked take more than is left of them. */
    private static final int READ = 16 * LONGEST;

    private static final String PERSONAL =
            "(?i:[\\w.-]{0,40}(?:phone|mobile|tel|addr|mail|contact|receiver|sender|consign|recipient|holder|customer|buyer|payer|"
                    + "shopper|courier|idcard|certno|(?:user|first|last|full|real|sign|emp)_?name)[\\w.-]{0,40}|name)";

    /** A value in JSON (also in a text in JSON), in a form, and in XML. A value that is cut off is one too. */
    private static final Pattern FIELD =
            Pattern.compile("(\\\\?\"" + PERSONAL + "\\\\?\"\\s{0,8}:\\s{0,8}\\\\?\"?)[^\"\\\\{}\\[\\],]++"
                    + "|((?:^|[&?;\\s])" + PERSONAL + "=)[^&\\s]++"
                    + "|(<" + PERSONAL + ">(?:<!\\[CDATA\\[)?)[^<\\]]++");

    private Excerpt() {}

    /** The first characters of a body that were masked as a whole, so that no cut hides what something is. */
    static String of(byte[] body) {
        String text = decoded(new String(body, 0, Math.min(body.length, READ), UTF_8));
        String masked = Masking.mask(FIELD.matcher(text).replaceAll("$1$2$3****"));
        return masked.substring(0, Math.min(masked.length(), LONGEST));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            return text.replaceAll("%[0-9A-Fa-f]{0,2}", " ");
        }
    }
}
