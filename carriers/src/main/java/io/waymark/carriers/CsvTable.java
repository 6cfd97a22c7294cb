package io.waymark.carriers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A table that is packed with this module: one row to a line, {@code #} begins a comment. */
final class CsvTable {

    private CsvTable() {}

    /**
     * The cells of every row, without quotes.
     *
     * @param name of the file beside this class
     * @param separator between cells
     * @throws IllegalStateException if a row has another number of cells than the others should
     */
    static List<String[]> rows(String name, char separator, int cells) {
        return text(name)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> split(name, line, separator, cells))
                .toList();
    }

    private static String[] split(String name, String line, char separator, int cells) {
        String[] row = line.split(java.util.regex.Pattern.quote(String.valueOf(separator)), -1);
        if (row.length != cells) {
            throw new IllegalStateException(name + ": not " + cells + " cells in: " + line);
        }
        return row;
    }

    /** The cells of one line that a spreadsheet may have written: commas between, quotes around what holds one. */
    static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean doubled = quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"';
            if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (c != '"' || doubled) {
                cell.append(c);
                i += doubled ? 1 : 0;
            } else {
                quoted = !quoted;
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    static String text(String name) {
        try (InputStream file = Objects.requireNonNull(CsvTable.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
