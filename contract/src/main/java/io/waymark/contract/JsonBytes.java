package io.waymark.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * JSON byte for byte as {@link JsonSerde#mapper} writes it, at half the cost: for a record that is written so often that it
 * matters. Whoever uses it compares the two in a test.
 */
final class JsonBytes {

    private static final String NULL = "null";
    private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(US_ASCII);

    /** By character of ASCII: what stands behind the backslash; 0 if the character stands for itself. */
    private static final byte[] ESCAPES = escapes();

    /** Of a character, as {@code u0000} behind a backslash. */
    private static final int MOST_BYTES = 6;

    /** What is kept from one value to the next. */
    private static final int USUAL = 4096;

    private byte[] bytes = new byte[USUAL];
    private int size;

    /** Forgets what was written. */
    JsonBytes clear() {
        bytes = bytes.length > USUAL ? new byte[USUAL] : bytes;
        size = 0;
        return this;
    }

    /** What was written. */
    byte[] written() {
        return Arrays.copyOf(bytes, size);
    }

    /** ASCII, as it is. */
    JsonBytes plain(String ascii) {
        int length = ascii.length();
        ensure(length);
        for (int i = 0; i < length; i++) {
            bytes[size + i] = (byte) ascii.charAt(i);
        }
        size += length;
        return this;
    }

    void number(long value) {
        plain(Long.toString(value));
    }

    void truth(boolean value) {
        plain(Boolean.toString(value));
    }

    void name(@Nullable Enum<?> value) {
        quoted(value == null ? null : value.name());
    }

    void uuid(@Nullable UUID value) {
        quoted(value == null ? null : value.toString());
    }

    void time(@Nullable OffsetDateTime value) {
        quoted(value == null ? null : JsonTimes.text(value));
    }

    void time(@Nullable Instant value) {
        quoted(value == null ? null : JsonTimes.text(value));
    }

    /** ASCII that needs no escapes. */
    private void quoted(@Nullable String ascii) {
        if (ascii == null) {
            plain(NULL);
        } else {
            ensure(ascii.length() + 2);
            put('"');
            plain(ascii);
            put('"');
        }
    }

    void text(@Nullable String value) {
        if (value == null) {
            plain(NULL);
            return;
        }
        ensure(MOST_BYTES * value.length() + 2);
        put('"');
        for (int i = 0; i < value.length(); i++) {
            character(value.charAt(i));
        }
        put('"');
    }

    private void character(char character) {
        if (character < 0x80) {
            ascii(character);
        } else if (character < 0x800) {
            put(0xC0 | character >> 6);
            put(0x80 | character & 0x3F);
        } else if (Character.isSurrogate(character)) {
            unicode(character);
        } else {
            put(0xE0 | character >> 12);
            put(0x80 | character >> 6 & 0x3F);
            put(0x80 | character & 0x3F);
        }
    }

    private void ascii(char character) {
        byte escape = ESCAPES[character];
        if (escape == 0) {
            put(character);
        } else if (escape == 'u') {
            unicode(character);
        } else {
            put('\\');
            put(escape);
        }
    }

    private void unicode(char character) {
        put('\\');
        put('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            put(DIGITS[character >> shift & 0xF]);
        }
    }

    /** Where there is room for it. */
    private void put(int value) {
        bytes[size++] = (byte) value;
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }

    private static byte[] escapes() {
        byte[] escapes = new byte[0x80];
        Arrays.fill(escapes, 0, 0x20, (byte) 'u');
        String pairs = "\bb\tt\nn\ff\rr\"\"\\\\";
        for (int i = 0; i < pairs.length(); i += 2) {
            escapes[pairs.charAt(i)] = (byte) pairs.charAt(i + 1);
        }
        return escapes;
    }
}
