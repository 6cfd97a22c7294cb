package io.waymark.console.transfer;

import java.io.InputStream;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A file that is kept in parts, from some byte on; one part of it is in memory at a time. */
final class PartStream extends InputStream {

    private final IntFunction<byte @Nullable []> parts;
    private int next;
    private byte[] part = new byte[0];
    private int from;

    /** @param parts by their number; null behind the last */
    PartStream(IntFunction<byte @Nullable []> parts, long position) {
        this.parts = parts;
        this.next = Math.toIntExact(position / PartRepository.BYTES);
        if (hasNext()) {
            from = Math.toIntExact(position % PartRepository.BYTES);
        }
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (from >= part.length && !hasNext()) {
            return -1;
        }
        int count = Math.min(length, part.length - from);
        System.arraycopy(part, from, into, offset, count);
        from += count;
        return count;
    }

    private boolean hasNext() {
        byte[] read = parts.apply(next);
        next++;
        part = read == null ? new byte[0] : read;
        from = 0;
        return part.length > 0;
    }
}
