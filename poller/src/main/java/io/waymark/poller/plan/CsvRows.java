package io.waymark.poller.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A table of rules as text: one row to a line, commas between its cells, {@code #} begins a comment. */
final class CsvRows {

    /** A cell that says: no such thing. */
    private static final String NONE = "-";

    private CsvRows() {}

    /**
     * The cells of every row, in order, without blanks around them.
     *
     * @throws IllegalArgumentException if a row has another number of cells
     */
    static List<List<String>> of(String text, int cells) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> split(line, cells))
                .toList();
    }

    private static List<String> split(String line, int cells) {
        List<String> row =
                List.of(line.split(",", -1)).stream().map(String::strip).toList();
        if (row.size() != cells) {
            throw new IllegalArgumentException("not " + cells + " cells in: " + line);
        }
        return row;
    }

    /** What a cell says; empty for {@code -}. */
    static Optional<String> said(String cell) {
        return Optional.of(cell).filter(text -> !text.equals(NONE));
    }

    /** The text of a table that is packed beside this class. */
    static String packed(String name) {
        try (InputStream file = Objects.requireNonNull(CsvRows.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
