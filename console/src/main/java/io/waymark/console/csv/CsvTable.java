package io.waymark.console.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table as RFC 4180 writes it, in UTF-8 with a byte order mark, without which spreadsheets take Chinese for something
 * else. A cell that a spreadsheet would take for a formula begins with an apostrophe: some texts come from outside.
 */
public final class CsvTable {

    /** Its media type. */
    public static final String MEDIA_TYPE = "text/csv";

    /** The same with its charset, as answers have it. */
    public static final String UTF_8_TYPE = MEDIA_TYPE + ";charset=UTF-8";

    private static final String MARK = "\uFEFF";

    private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",\\r\\n]");

    private final StringBuilder text = new StringBuilder();

    /** A table with its head. */
    public CsvTable(String... columns) {
        text.append(MARK);
        row((Object[]) columns);
    }

    /** Further rows of one. */
    private CsvTable() {}

    /**
     * Writes a table part by part, as bytes one after the other; only the first part has the head.
     *
     * @param rows adds the rows of an item, none or several too
     */
    public static <T> Function<List<T>, byte[]> parts(BiConsumer<CsvTable, T> rows, String... columns) {
        AtomicBoolean hasHead = new AtomicBoolean();
        return items -> {
            CsvTable table = hasHead.getAndSet(true) ? new CsvTable() : new CsvTable(columns);
            items.forEach(item -> rows.accept(table, item));
            return table.bytes();
        };
    }

    /** Adds a row; a cell that is null is empty. */
    public CsvTable row(@Nullable Object... cells) {
        text.append(Arrays.stream(cells).map(CsvTable::cell).collect(joining(",", "", "\r\n")));
        return this;
    }

    /** What was added, in UTF-8. */
    public byte[] bytes() {
        return text.toString().getBytes(UTF_8);
    }

    private static String cell(@Nullable Object value) {
        String harmless = FormulaCells.harmless(value == null ? "" : value.toString());
        return NEEDS_QUOTES.matcher(harmless).find() ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
