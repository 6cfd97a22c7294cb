package io.waymark.bench.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers side by side. */
public final class Table {

    private static final double WITHOUT_FRACTION = 100;
    private static final double WITH_ONE_DIGIT = 10;

    private final String title;
    private final List<String> columns;
    private final List<List<Object>> rows = new ArrayList<>();

    Table(String title, List<String> columns) {
        this.title = title;
        this.columns = columns;
    }

    /** @param cells one for each column: text, whole numbers, or numbers with a fraction, of which three digits are shown */
    public Table row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(title + ": " + cells.length + " cells for " + columns);
        }
        rows.add(List.of(cells));
        return this;
    }

    public String title() {
        return title;
    }

    public List<String> columns() {
        return columns;
    }

    public List<List<Object>> rows() {
        return rows;
    }

    String markdown() {
        String head = line(columns) + "\n|" + "---|".repeat(columns.size()) + "\n";
        return rows.stream()
                .map(row -> line(row.stream().map(Table::shown).toList()))
                .collect(Collectors.joining("\n", "### " + title + "\n\n" + head, "\n"));
    }

    static String shown(Object cell) {
        if (cell instanceof Double number) {
            return shown(number.doubleValue());
        }
        return cell instanceof Number whole ? String.format(Locale.ROOT, "%,d", whole.longValue()) : cell.toString();
    }

    static String shown(double number) {
        double size = Math.abs(number);
        if (!Double.isFinite(number)) {
            return "–";
        }
        return String.format(
                Locale.ROOT, size >= WITHOUT_FRACTION ? "%,.0f" : size >= WITH_ONE_DIGIT ? "%.1f" : "%.2f", number);
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }
}
