package io.waymark.poller.plan;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How much a settlement that waits for proof hastens the queries of its parcel: {@code deadline-rules.csv}. */
final class DeadlineTable {

    private static final int CELLS = 4;

    private final List<Row> rows;

    private DeadlineTable(List<Row> rows) {
        this.rows = rows;
    }

    private record Row(Duration within, Haste haste) {

        static Row of(List<String> cells) {
            return new Row(
                    Duration.parse(cells.get(0)),
                    new Haste(
                            Rank.valueOf(cells.get(1)),
                            Integer.parseInt(cells.get(2)),
                            Integer.parseInt(cells.get(3))));
        }
    }

    /**
     * How much to hurry.
     *
     * @param rank before whom the number is asked about
     * @param divisor of the interval between queries
     * @param silenceDivisor of the silence that is waited for
     */
    record Haste(Rank rank, int divisor, int silenceDivisor) {

        /** Nobody waits. */
        static final Haste NONE = new Haste(Rank.USUAL, 1, 1);

        /** A settlement waits, and has time. */
        static final Haste EASY = new Haste(Rank.SETTLEMENT, 1, 1);
    }

    /** Reads a table, whose rows may stand in any order. Throws {@link IllegalArgumentException} if it cannot be read. */
    static DeadlineTable of(String text) {
        return new DeadlineTable(CsvRows.of(text, CELLS).stream()
                .map(Row::of)
                .sorted(Comparator.comparing(Row::within))
                .toList());
    }

    /**
     * How much to hurry for a settlement.
     *
     * @param left until its deadline, in the rules' time; negative if that has passed
     */
    Haste within(Duration left) {
        return rows.stream()
                .filter(row -> left.compareTo(row.within()) <= 0)
                .findFirst()
                .map(Row::haste)
                .orElse(Haste.EASY);
    }

    /** How long it takes until {@link #within} says something else; empty if it never will. */
    Optional<Duration> untilChange(Duration left) {
        return rows.stream()
                .map(Row::within)
                .filter(within -> within.compareTo(left) < 0)
                .reduce((nearer, farther) -> farther)
                .map(left::minus);
    }
}
