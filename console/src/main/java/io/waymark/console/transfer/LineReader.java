package io.waymark.console.transfer;

import io.waymark.console.csv.CsvReader;
import io.waymark.console.csv.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The rows of an import's file that are not done. */
final class LineReader {

    /** Of the file, so much is in memory at a time as objects, which may take twenty times the room of the bytes and more. */
    private static final int MAX_BYTES = 1024 * 1024;

    private final CsvReader rows;
    private final Columns columns;
    private final Charset charset;
    private final Deque<Line> ahead = new ArrayDeque<>();
    private long from;
    private long to;

    LineReader(StoredImport one, IntFunction<byte @Nullable []> parts) {
        rows = new CsvReader(new PartStream(parts, one.bytesDone()), one.bytesDone(), one.linesDone());
        columns = new Columns(one.columns());
        charset = one.charset();
        from = one.bytesDone();
        to = from;
    }

    /** The next rows, up to so many, and fewer where they are long; empty behind the last. */
    List<Line> peek(int most) {
        try {
            for (CsvRecord row = next(most); row != null; row = next(most)) {
                ahead.add(Line.of(row, columns, charset));
                to = row.end();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory refused to be read", e);
        }
        return List.copyOf(ahead);
    }

    /** So many of them are done. */
    void take(int rows) {
        for (int i = 0; i < rows; i++) {
            from = ahead.remove().end();
        }
    }

    private @Nullable CsvRecord next(int most) throws IOException {
        return ahead.size() < most && to - from < MAX_BYTES ? rows.next() : null;
    }
}
