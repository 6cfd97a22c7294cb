package io.waymark.normalizer.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text as the store has it, in UTF-8. In most steps most texts of a history are only read and written again, so that to
 * decode and encode them each time would be for nothing.
 */
final class StoredText {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] utf8;
    private @Nullable String text;

    private StoredText(byte[] utf8, @Nullable String text) {
        this.utf8 = utf8;
        this.text = text;
    }

    @JsonCreator
    static StoredText of(String text) {
        return new StoredText(text.getBytes(UTF_8), text);
    }

    /** @param utf8 not to be changed any more */
    static StoredText ofUtf8(byte[] utf8) {
        return new StoredText(utf8, null);
    }

    /** The bytes themselves, not to be changed. */
    byte[] utf8() {
        return utf8;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof StoredText stored && Arrays.equals(utf8, stored.utf8));
    }

    /** Eight bytes at a time; what is left over at the end tells few texts apart. */
    @Override
    public int hashCode() {
        long hash = utf8.length;
        for (int at = 0; at + Long.BYTES <= utf8.length; at += Long.BYTES) {
            hash = hash * 0x9E3779B97F4A7C15L + (long) LONGS.get(utf8, at);
        }
        return Long.hashCode(hash ^ hash >>> 29);
    }

    /** The text. */
    @Override
    @JsonValue
    public String toString() {
        String read = text;
        if (read == null) {
            read = new String(utf8, UTF_8);
            text = read;
        }
        return read;
    }
}
