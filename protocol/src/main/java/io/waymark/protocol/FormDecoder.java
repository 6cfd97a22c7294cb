package io.waymark.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Arrays;

/**
 * Reads a form's bytes from its first to its last, and each only once: forms are large and mostly escapes. What it gives
 * is always UTF-8; everything but escapes of well-formed UTF-8 and plain ASCII is left to {@link URLDecoder}.
 */
final class FormDecoder {

    private static final byte NONE = -1;

    /** By byte: the value of a hexadecimal digit. */
    private static final byte[] DIGITS = digits();

    /** By byte: what a byte of ASCII stands for that is no escape and ends no field. */
    private static final byte[] PLAIN = plain();

    /** Of most forms; of one that is larger the room is thrown away afterwards. */
    private static final int USUAL = 64 * 1024;

    private static final ThreadLocal<byte[]> ROOM = ThreadLocal.withInitial(() -> new byte[USUAL]);

    private final byte[] body;

    /** Room for what is being decoded, which nothing makes longer. */
    private final byte[] decoded;

    private int at;

    FormDecoder(byte[] body) {
        this.body = body;
        this.decoded = body.length <= USUAL ? ROOM.get() : new byte[body.length];
    }

    /** Goes to the next field, of which {@link #name} and then {@link #value} are to be read. */
    boolean nextField() {
        while (at < body.length && body[at] == '&') {
            at++;
        }
        return at < body.length;
    }

    byte[] name() {
        int end = at;
        while (end < body.length && body[end] != '=' && body[end] != '&') {
            end++;
        }
        return upTo(end);
    }

    /** Empty if there is none, with or without an equals sign. */
    byte[] value() {
        if (at < body.length && body[at] == '=') {
            at++;
        }
        return upTo(body.length);
    }

    /** What comes before a place, or before the end of the field. Escapes come in runs, and so does all between them. */
    private byte[] upTo(int end) {
        int next = at;
        int length = 0;
        while (next < end && body[next] != '&') {
            if (body[next] < 0) {
                return unusual(end);
            }
            while (next < end && PLAIN[body[next] & 0xFF] != NONE) {
                decoded[length++] = PLAIN[body[next++] & 0xFF];
            }
            while (next < end && body[next] == '%') {
                int bytes = character(next, length);
                if (bytes == 0) {
                    return unusual(end);
                }
                next += 3 * bytes;
                length += bytes;
            }
        }
        at = next;
        return Arrays.copyOf(decoded, length);
    }

    /**
     * Decodes the escapes of one character, as RFC 3629 has it in section 4.
     *
     * @return its length in bytes; 0 if an escape is broken, or the bytes are no UTF-8
     */
    private int character(int from, int to) {
        int first = escaped(from);
        decoded[to] = (byte) first;
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
            decoded[to + i] = (byte) value;
            least = 0x80;
            most = 0xBF;
        }
        return length;
    }

    /** The value of the escape at a place; negative if there is none. */
    private int escaped(int from) {
        return from + 2 < body.length && body[from] == '%'
                ? DIGITS[body[from + 1] & 0xFF] << 4 | DIGITS[body[from + 2] & 0xFF]
                : NONE;
    }

    private static byte[] digits() {
        byte[] digits = new byte[256];
        for (int c = 0; c < digits.length; c++) {
            digits[c] = c < 0x80 ? (byte) Character.digit(c, 16) : NONE;
        }
        return digits;
    }

    private static byte[] plain() {
        byte[] plain = new byte[256];
        Arrays.fill(plain, NONE);
        for (byte c = 0; c >= 0; c++) {
            plain[c] = c;
        }
        plain['+'] = ' ';
        plain['%'] = NONE;
        plain['&'] = NONE;
        return plain;
    }

    /** Text with characters that a form should have escaped, with a broken escape, or with bytes that are no UTF-8. */
    private byte[] unusual(int end) {
        int start = at;
        while (at < end && body[at] != '&') {
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
