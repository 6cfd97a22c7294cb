package io.waymark.ingest.spool;

import io.waymark.ingest.spool.Damage.Kind;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the batches of a segment one after the other; where bytes are damaged it goes on at the next whole batch. */
final class SegmentScan {

    private final String file;
    private final ByteBuffer bytes;
    private final int start;
    private final Consumer<Damage> damages;

    private int position;
    private long expected;

    /**
     * @param bytes the segment's, or a part of it that begins with a batch
     * @param start where in the file that part begins
     * @param expected the offset that comes next if nothing is damaged
     */
    SegmentScan(String file, ByteBuffer bytes, int start, long expected, Consumer<Damage> damages) {
        this.file = file;
        this.bytes = bytes;
        this.start = start;
        this.expected = expected;
        this.damages = damages;
    }

    /** Where the next batch is expected; after the last one, how far the bytes could be read. */
    int position() {
        return position;
    }

    /** The offset that comes next. */
    long expected() {
        return expected;
    }

    /** The next batch's records; null after the last. */
    @Nullable
    List<Spooled> next() {
        int from = position;
        BatchRecord batch = BatchRecord.at(bytes, position);
        while (batch == null && ++position < bytes.limit()) {
            batch = BatchRecord.at(bytes, position);
        }
        if (batch == null) {
            position = from;
            return null;
        }
        long offset = batch.offset(expected);
        report(batch, from, offset);
        List<Spooled> records = batch.records(offset);
        position += batch.size();
        expected = Math.max(expected, offset + records.size());
        return records;
    }

    private void report(BatchRecord batch, int from, long offset) {
        if (offset > expected) {
            damages.accept(new Damage(Kind.HOLE, file, start + from, expected, offset - expected));
        } else if (offset < expected) {
            damages.accept(new Damage(Kind.REPEAT, file, start + from, offset, 0));
        } else if (position != from || !batch.isWholeAt(offset)) {
            damages.accept(new Damage(Kind.HEADER, file, start + from, offset, 0));
        }
    }
}
