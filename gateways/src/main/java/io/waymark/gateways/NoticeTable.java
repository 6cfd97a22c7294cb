package io.waymark.gateways;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.waymark.contract.Payment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a gateway's words mean for a payment: a table in CSV whose last column is the {@link Payment.State} and whose
 * other columns are conditions. The first line names the columns, lines that start with {@code #} are comments, and the
 * first row that fits decides.
 *
 * <pre>
 *   *      any word or none          S|F    one of these
 *   -      no word; as a state: it says nothing of a payment
 * </pre>
 */
public final class NoticeTable {

    /** States after which nothing is owed any more. */
    public static final Set<Payment.State> ENDS =
            EnumSet.of(Payment.State.REFUNDED, Payment.State.CANCELLED, Payment.State.CHARGED_BACK);

    private static final String ANY = "*";
    private static final String NONE = "-";

    private record Row(List<Set<String>> conditions, Optional<Payment.State> state) {

        boolean fits(List<String> words) {
            for (int i = 0; i < words.size(); i++) {
                Set<String> allowed = conditions.get(i);
                if (!allowed.contains(ANY) && !allowed.contains(words.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Row> rows;

    private NoticeTable(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    /** The table that lies beside a class. */
    public static NoticeTable beside(Class<?> owner, String resource) {
        try (InputStream csv = owner.getResourceAsStream(resource)) {
            return parse(new String(Objects.requireNonNull(csv, resource).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a table. Throws {@link IllegalArgumentException} for a row of another width than the first, or another state. */
    static NoticeTable parse(String csv) {
        List<List<String>> lines = csv.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line ->
                        Arrays.stream(line.split(",", -1)).map(String::strip).toList())
                .toList();
        return new NoticeTable(lines.stream()
                .skip(1)
                .map(cells -> row(cells, lines.get(0).size()))
                .toList());
    }

    private static Row row(List<String> cells, int width) {
        if (cells.size() != width) {
            throw new IllegalArgumentException("bad line in a table of notices: " + cells);
        }
        String state = cells.get(width - 1);
        return new Row(
                cells.subList(0, width - 1).stream().map(NoticeTable::words).toList(),
                state.equals(NONE) ? Optional.empty() : Optional.of(Payment.State.valueOf(state)));
    }

    private static Set<String> words(String cell) {
        return Arrays.stream(cell.split("\\|"))
                .map(word -> word.equals(NONE) ? "" : word)
                .collect(toUnmodifiableSet());
    }

    /**
     * What the words mean; empty if they say nothing of a payment, or nobody knows them.
     *
     * @param words in the order of the columns; "" for one that the notice does not have
     */
    public Optional<Payment.State> stateOf(String... words) {
        List<String> said = List.of(words);
        return rows.stream().filter(row -> row.fits(said)).findFirst().flatMap(Row::state);
    }
}
