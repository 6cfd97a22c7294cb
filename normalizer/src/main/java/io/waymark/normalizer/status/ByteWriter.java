package io.waymark.normalizer.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.contract.Flag;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values as few bytes: numbers of variable length, and each text and each time written once. A text that was written
 * before is its number. Read by {@link ByteReader} in the same order.
 */
final class ByteWriter {

    /** Before the values of {@link #text} and {@link #instant}: nothing at all, one not written before, or its number. */
    static final int NULL = 0, NEW = 1, KNOWN = 2;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final Map<Object, Integer> known = new HashMap<>();
    private byte[] bytes = new byte[8192];
    private int size;
    private long lastSecond;

    /** What was written. */
    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    void octet(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    /** Seven bits to a byte, the lowest first; the eighth says that more follow. */
    void number(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            octet((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        octet((int) rest);
    }

    /** Zigzag, so that small negative numbers are short too. */
    private void signed(long value) {
        number((value << 1) ^ (value >> 63));
    }

    void flag(boolean value) {
        octet(value ? 1 : 0);
    }

    void fixed(long value) {
        ensure(Long.BYTES);
        LONGS.set(bytes, size, value);
        size += Long.BYTES;
    }

    void uuid(UUID value) {
        fixed(value.getMostSignificantBits());
        fixed(value.getLeastSignificantBits());
    }

    void optionalUuid(@Nullable UUID value) {
        flag(value != null);
        if (value != null) {
            uuid(value);
        }
    }

    void texts(Collection<String> values) {
        number(values.size());
        values.forEach(this::text);
    }

    void flags(Set<Flag> values) {
        number(values.size());
        new TreeSet<>(values).forEach(this::name);
    }

    /** Nothing if {@code bits} are none. */
    void textIf(int bits, @Nullable String value) {
        if (bits != 0) {
            text(value);
        }
    }

    void text(@Nullable String value) {
        if (value == null) {
            number(NULL);
        } else if (isNew(value)) {
            byte[] utf8 = value.getBytes(UTF_8);
            number(utf8.length);
            raw(utf8);
        }
    }

    void stored(StoredText value) {
        if (isNew(value)) {
            number(value.utf8().length);
            raw(value.utf8());
        }
    }

    /** By its name, which is the same when constants are added or change places. */
    void name(Enum<?> value) {
        text(value.name());
    }

    void instant(@Nullable Instant value) {
        if (value == null) {
            number(NULL);
        } else if (isNew(value)) {
            second(value.getEpochSecond());
            number(value.getNano());
        }
    }

    void time(@Nullable OffsetDateTime value) {
        if (value == null) {
            number(NULL);
        } else if (isNew(value)) {
            second(value.toEpochSecond());
            number(value.getNano());
            text(value.getOffset().getId());
        }
    }

    /** As the distance to the second before, which is mostly near. */
    void second(long value) {
        signed(value - lastSecond);
        lastSecond = value;
    }

    private boolean isNew(Object value) {
        Integer before = known.putIfAbsent(value, known.size());
        number(before == null ? NEW : KNOWN + before);
        return before == null;
    }

    private void raw(byte[] value) {
        ensure(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
