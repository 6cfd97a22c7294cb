package io.waymark.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Arrays;

/**
 * Reads a form's bytes from its first to its last, and each only once: forms are large and mostly escapes. What it gives
 * is always UTF-8; everything but escapes of well-formed UTF-8 and plain ASCII is left to {@link URLDecoder}.
 */
final class FormDecoder {

    private static final byte NO_DIGIT = -1;

    /** By byte. */
    private static final byte[] DIGITS = digits();

    private final byte[] body;

    /** What is being decoded; nothing becomes longer by that. */
    private final byte[] plain;

    private int at;

    FormDecoder(byte[] body) {
        this.body = body;
        this.plain = new byte[body.length];
    }

    /** Goes to the next field, of which {@link #name} and then {@link #value} are to be read. */
    boolean nextField() {
        while (at < body.length && body[at] == '&') {
            at++;
        }
        return at < body.length;
    }

    byte[] name() {
        return upTo('=');
    }

    /** Empty if there is none, with or without an equals sign. */
    byte[] value() {
        if (at < body.length && body[at] == '=') {
            at++;
        }
        return upTo('&');
    }

    /** What comes before a character, or before the end of the field. */
    private byte[] upTo(char end) {
        int next = at;
        int length = 0;
        while (next < body.length && body[next] != end && body[next] != '&') {
            byte read = body[next];
            if (read == '%') {
                int bytes = character(next, length);
                if (bytes == 0) {
                    return unusual(end);
                }
                next += 3 * bytes;
                length += bytes;
            } else if (read < 0) {
                return unusual(end);
            } else {
                plain[length++] = read == '+' ? (byte) ' ' : read;
                next++;
            }
        }
        at = next;
        return Arrays.copyOf(plain, length);
    }

    /**
     * Decodes the escapes of one character, as RFC 3629 has it in section 4.
     *
     * @return its length in bytes; 0 if an escape is broken, or the bytes are no UTF-8
     */
    private int character(int from, int to) {
        int first = escaped(from);
        plain[to] = (byte) first;
        if (first < 0x80) {
            return first < 0 ? 0 : 1;
        }
        int length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        for (int i = 1; i < length; i++) {
            int value = escaped(from + 3 * i);
            if (value < least || value > most) {
                return 0;
            }
            plain[to + i] = (byte) value;
            least = 0x80;
            most = 0xBF;
        }
        return length;
    }

    /** The value of the escape at a place; negative if there is none. */
    private int escaped(int from) {
        return from + 2 < body.length && body[from] == '%'
                ? DIGITS[body[from + 1] & 0xFF] << 4 | DIGITS[body[from + 2] & 0xFF]
                : NO_DIGIT;
    }

    private static byte[] digits() {
        byte[] digits = new byte[256];
        for (int c = 0; c < digits.length; c++) {
            digits[c] = c < 0x80 ? (byte) Character.digit(c, 16) : NO_DIGIT;
        }
        return digits;
    }

    /** Text with characters that a form should have escaped, with a broken escape, or with bytes that are no UTF-8. */
    private byte[] unusual(char end) {
        int start = at;
        while (at < body.length && body[at] != end && body[at] != '&') {
            at++;
        }
        try {
            return URLDecoder.decode(new String(body, start, at - start, UTF_8), UTF_8)
                    .getBytes(UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            throw new MalformedPayloadException("broken escape in a form");
        }
    }
}
