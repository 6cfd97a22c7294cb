package io.waymark.console.csv;

import io.waymark.console.csv.CsvRecord.Form;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a file into the rows of its table as RFC 4180 has them, with any kind of line end, on its bytes: so it knows where
 * each row ends, and a reader can go on from there another time. That is safe in UTF-8 and GB18030, in which no byte of a
 * longer character looks like a comma, a quotation mark or a line end. A row that has not the form of one costs its own line and no
 * other; no more than {@link #MAX_BYTES} of it are looked at, and no more than {@link #MAX_CELLS} cells are noted.
 */
public final class CsvReader {

    /** The longest row that is read. */
    static final int MAX_BYTES = 64 * 1024;

    /** The most cells of a row that is read; no table that is meant for us comes near it. */
    static final int MAX_CELLS = 256;

    private static final int ROOM = 2 * MAX_BYTES;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream file;
    private final byte[] room = new byte[ROOM];
    private int from;
    private int to;
    private long position;
    private long lines;

    /**
     * @param file from that position on
     * @param position in bytes from the beginning of the whole file
     * @param lines how many lines end before it
     */
    public CsvReader(InputStream file, long position, long lines) {
        this.file = file;
        this.position = position;
        this.lines = lines;
    }

    /** Passes over a byte order mark of UTF-8; whether there was one. */
    public boolean skipMark() throws IOException {
        boolean isThere = has(MARK.length - 1) && Arrays.equals(room, from, from + MARK.length, MARK, 0, MARK.length);
        if (isThere) {
            take(MARK.length);
        }
        return isThere;
    }

    /** The next row; null behind the last. */
    public @Nullable CsvRecord next() throws IOException {
        if (!has(0)) {
            return null;
        }
        Cells cells = new Cells();
        int length = 0;
        while (length <= MAX_BYTES && cells.mayBeWhole() && has(length) && !(cells.isOutside() && isLineEnd(length))) {
            cells.add(room[from + length], length);
            length++;
        }
        Form form = length > MAX_BYTES ? Form.TOO_LONG : cells.end(length);
        return form == Form.WHOLE ? record(form, length, cells.places) : record(form, lengthOfLine(), List.of());
    }

    private CsvRecord record(Form form, int length, List<Integer> cells) throws IOException {
        byte[] bytes = Arrays.copyOfRange(room, from, from + length);
        long line = lines + 1;
        for (int i = 0; i < length; i += Math.max(1, lineEnd(i))) {
            lines += isLineEnd(i) ? 1 : 0;
        }
        take(length);
        endLine();
        return new CsvRecord(line, position, lines, form, bytes, cells);
    }

    /** Of the line alone in which a row began that cannot be read; at most so much of it as is kept. */
    private int lengthOfLine() throws IOException {
        int length = 0;
        while (length < MAX_BYTES && has(length) && !isLineEnd(length)) {
            length++;
        }
        return length;
    }

    /** Passes over what is left of a line. */
    private void endLine() throws IOException {
        while (has(0)) {
            int end = lineEnd(0);
            take(Math.max(1, end));
            if (end > 0) {
                lines++;
                return;
            }
        }
        lines++;
    }

    private boolean isLineEnd(int index) {
        byte one = room[from + index];
        return one == '\n' || one == '\r';
    }

    /** How many bytes end the line there: 0 where it does not end. */
    private int lineEnd(int index) throws IOException {
        if (!isLineEnd(index)) {
            return 0;
        }
        return room[from + index] == '\r' && has(index + 1) && room[from + index + 1] == '\n' ? 2 : 1;
    }

    private void take(int bytes) {
        from += bytes;
        position += bytes;
    }

    /** Whether there is a byte so far behind the present one; it is in the room then. */
    private boolean has(int index) throws IOException {
        while (from + index >= to) {
            if (from + index >= ROOM) {
                System.arraycopy(room, from, room, 0, to - from);
                to -= from;
                from = 0;
            }
            int read = file.read(room, to, ROOM - to);
            if (read < 0) {
                return false;
            }
            to += read;
        }
        return true;
    }

    /** Where the cells of a row are, found byte by byte. */
    private static final class Cells {

        private enum State {
            BEGINNING,
            PLAIN,
            QUOTED,
            QUOTE_IN_QUOTED
        }

        private final List<Integer> places = new ArrayList<>();
        private State state = State.BEGINNING;
        private int begin;
        private int close;
        private boolean hasTextBehind;

        /** Whether nothing is wrong so far that no further byte could mend. */
        boolean mayBeWhole() {
            return !hasTextBehind && places.size() <= 2 * MAX_CELLS;
        }

        boolean isOutside() {
            return state != State.QUOTED;
        }

        void add(byte one, int index) {
            switch (state) {
                case QUOTED -> {
                    if (one == '"') {
                        state = State.QUOTE_IN_QUOTED;
                        close = index;
                    }
                }
                case BEGINNING -> begin(one, index);
                case PLAIN, QUOTE_IN_QUOTED -> goOn(one, index);
                default -> throw new IllegalStateException();
            }
        }

        private void begin(byte one, int index) {
            if (one == '"') {
                state = State.QUOTED;
                begin = index + 1;
            } else {
                state = State.PLAIN;
                begin = index;
                goOn(one, index);
            }
        }

        private void goOn(byte one, int index) {
            if (one == ',') {
                cell(index);
            } else if (state == State.QUOTE_IN_QUOTED && one == '"') {
                state = State.QUOTED;
            } else {
                hasTextBehind |= state == State.QUOTE_IN_QUOTED && one != ' ';
            }
        }

        private void cell(int index) {
            places.add(begin);
            places.add(state == State.QUOTE_IN_QUOTED ? close : index);
            state = State.BEGINNING;
            begin = index + 1;
        }

        /** Nothing follows; what came of it. */
        Form end(int length) {
            if (hasTextBehind) {
                return Form.TEXT_BEHIND_QUOTES;
            }
            if (mayBeWhole() && state == State.QUOTED) {
                return Form.UNCLOSED;
            }
            cell(length);
            return mayBeWhole() ? Form.WHOLE : Form.TOO_MANY_CELLS;
        }
    }
}
