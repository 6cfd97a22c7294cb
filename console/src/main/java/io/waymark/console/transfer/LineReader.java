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

    private final CsvReader rows;
    private final Columns columns;
    private final Charset charset;
    private final Deque<Line> ahead = new ArrayDeque<>();

    LineReader(StoredImport one, IntFunction<byte @Nullable []> parts) {
        rows = new CsvReader(new PartStream(parts, one.bytesDone()), one.bytesDone(), one.linesDone());
        columns = new Columns(one.columns());
        charset = one.charset();
    }

    /** The next rows, up to so many; empty behind the last. */
    List<Line> peek(int most) {
        try {
            for (CsvRecord row = next(most); row != null; row = next(most)) {
                ahead.add(Line.of(row, columns, charset));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory refused to be read", e);
        }
        return List.copyOf(ahead);
    }

    /** So many of them are done. */
    void take(int rows) {
        for (int i = 0; i < rows; i++) {
            ahead.remove();
        }
    }

    private @Nullable CsvRecord next(int most) throws IOException {
        return ahead.size() < most ? rows.next() : null;
    }
}
