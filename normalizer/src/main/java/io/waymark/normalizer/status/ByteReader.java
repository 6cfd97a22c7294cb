package io.waymark.normalizer.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.contract.Flag;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link ByteWriter} wrote, in the same order. Bytes that are something else give an
 * {@link IndexOutOfBoundsException}, a {@link ClassCastException} or an {@link IllegalArgumentException}.
 */
final class ByteReader {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private final List<Object> known = new ArrayList<>();
    private int at;
    private long lastSecond;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int octet() {
        return bytes[at++];
    }

    long number() {
        long value = 0;
        int shift = 0;
        int octet;
        do {
            octet = octet();
            value |= (long) (octet & 0x7F) << shift;
            shift += 7;
        } while (octet < 0);
        return value;
    }

    /** A number of things, or a small one. */
    int count() {
        return Math.toIntExact(number());
    }

    private long signed() {
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    boolean flag() {
        return octet() != 0;
    }

    long fixed() {
        long value = (long) LONGS.get(bytes, at);
        at += Long.BYTES;
        return value;
    }

    UUID uuid() {
        return new UUID(fixed(), fixed());
    }

    @Nullable
    UUID optionalUuid() {
        return flag() ? uuid() : null;
    }

    List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (int i = count(); i > 0; i--) {
            texts.add(text());
        }
        return texts;
    }

    Set<Flag> flags() {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        for (int i = count(); i > 0; i--) {
            flags.add(name(Flag::valueOf));
        }
        return flags;
    }

    String text() {
        return there(optionalText());
    }

    StoredText stored() {
        return there(value(StoredText.class, () -> {
            int length = count();
            int start = Objects.checkFromIndexSize(at, length, bytes.length);
            at += length;
            return StoredText.ofUtf8(Arrays.copyOfRange(bytes, start, at));
        }));
    }

    @Nullable
    String optionalText() {
        return value(String.class, () -> {
            int length = count();
            String text = new String(bytes, at, length, UTF_8);
            at += length;
            return text;
        });
    }

    <E> E name(Function<String, E> byName) {
        return byName.apply(text());
    }

    Instant instant() {
        return there(optionalInstant());
    }

    @Nullable
    Instant optionalInstant() {
        return value(Instant.class, () -> Instant.ofEpochSecond(second(), number()));
    }

    OffsetDateTime time() {
        return there(optionalTime());
    }

    @Nullable
    OffsetDateTime optionalTime() {
        return value(OffsetDateTime.class, () -> Instant.ofEpochSecond(second(), number())
                .atOffset(ZoneOffset.of(text())));
    }

    long second() {
        lastSecond += signed();
        return lastSecond;
    }

    private <T> @Nullable T value(Class<T> type, Supplier<T> fresh) {
        int kind = count();
        if (kind == ByteWriter.NULL) {
            return null;
        }
        if (kind != ByteWriter.NEW) {
            return type.cast(known.get(kind - ByteWriter.KNOWN));
        }
        int place = known.size();
        known.add("");
        T value = fresh.get();
        known.set(place, value);
        return value;
    }

    private static <T> T there(@Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("nothing where something must be");
        }
        return value;
    }
}
