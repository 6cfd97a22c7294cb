package io.waymark.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of an {@code application/x-www-form-urlencoded} body, decoded once, as UTF-8. Signatures are made over the
 * decoded text, so it must not be decoded again by anybody.
 *
 * <p>A broken escape, more than 64 fields, and a field that is there twice are malformed: a second {@code sign} would leave open which was
 * checked.
 */
public final class FormBody {

    private static final int MAX_FIELDS = 64;

    private static final byte NO_DIGIT = -1;

    /** By ASCII character. */
    private static final byte[] DIGITS = digits();

    private final Map<String, String> fields;

    private FormBody(Map<String, String> fields) {
        this.fields = fields;
    }

    /** Reads a whole body. Throws {@link MalformedPayloadException}. */
    public static FormBody of(byte[] body) {
        Map<String, String> fields = new HashMap<>();
        int start = 0;
        while (start < body.length) {
            int end = indexOf('&', body, start, body.length);
            if (end > start) {
                add(fields, body, start, end);
            }
            start = end + 1;
        }
        return new FormBody(fields);
    }

    private static void add(Map<String, String> fields, byte[] body, int start, int end) {
        int equals = indexOf('=', body, start, end);
        String name = decode(body, start, equals);
        String value = equals == end ? "" : decode(body, equals + 1, end);
        if (fields.put(name, value) != null) {
            throw new MalformedPayloadException("a form field is there twice");
        }
        if (fields.size() > MAX_FIELDS) {
            throw new MalformedPayloadException("more fields than a form can have");
        }
    }

    /** The first place of a character, or {@code end}. */
    private static int indexOf(char wanted, byte[] body, int start, int end) {
        int at = start;
        while (at < end && body[at] != wanted) {
            at++;
        }
        return at;
    }

    private static String decode(byte[] body, int start, int end) {
        byte[] plain = new byte[end - start];
        int length = 0;
        for (int at = start; at < end; at++) {
            byte read = body[at];
            if (read == '%') {
                int value = at + 2 < end ? digit(body[at + 1]) << 4 | digit(body[at + 2]) : NO_DIGIT;
                if (value < 0) {
                    return decodeUnusual(body, start, end);
                }
                plain[length++] = (byte) value;
                at += 2;
            } else if (read < 0) {
                return decodeUnusual(body, start, end);
            } else {
                plain[length++] = read == '+' ? (byte) ' ' : read;
            }
        }
        return new String(plain, 0, length, UTF_8);
    }

    /** The value of a hexadecimal digit, or a negative number. */
    private static int digit(byte character) {
        return character < 0 ? NO_DIGIT : DIGITS[character];
    }

    private static byte[] digits() {
        byte[] digits = new byte[128];
        for (int c = 0; c < digits.length; c++) {
            digits[c] = (byte) Character.digit(c, 16);
        }
        return digits;
    }

    /** Text with characters that a form should have escaped, or with a broken escape; the same for what is usual. */
    private static String decodeUnusual(byte[] body, int start, int end) {
        try {
            return URLDecoder.decode(new String(body, start, end - start, UTF_8), UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            throw new MalformedPayloadException("broken escape in a form");
        }
    }

    /** A field's text; empty if the field is not there or has no text. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
    }
}
