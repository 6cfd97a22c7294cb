package io.waymark.poller.plan;

import io.waymark.carriers.ProviderId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How often numbers are asked about, by provider and by where the parcel is: {@code polling-rules.csv}. */
final class IntervalTable {

    private static final int CELLS = 6;
    private static final String ANY = "*";

    /** Doublings beyond this do not matter: every row's {@code most} is reached long before. */
    private static final int MOST_DOUBLINGS = 20;

    private final List<Row> rows;

    private IntervalTable(List<Row> rows) {
        this.rows = rows;
    }

    private record Row(
            String provider,
            String status,
            String subStatus,
            Optional<Duration> interval,
            Duration doublesEvery,
            Duration most) {

        static Row of(List<String> cells) {
            return new Row(
                    cells.get(0),
                    cells.get(1),
                    cells.get(2),
                    CsvRows.said(cells.get(3)).map(Duration::parse),
                    duration(cells.get(4)),
                    duration(cells.get(5)));
        }

        private static Duration duration(String cell) {
            Duration duration = CsvRows.said(cell).map(Duration::parse).orElse(Duration.ofDays(1));
            if (duration.isZero() || duration.isNegative()) {
                throw new IllegalArgumentException("not a duration to wait: " + cell);
            }
            return duration;
        }

        boolean fits(ProviderId asked, ShipmentStatus at, SubStatus finer) {
            return matches(provider, asked.code()) && matches(status, at.name()) && matches(subStatus, finer.name());
        }

        private static boolean matches(String cell, String text) {
            return cell.endsWith(ANY)
                    ? text.startsWith(cell.substring(0, cell.length() - ANY.length()))
                    : text.equals(cell);
        }

        Optional<Duration> after(Duration unheard) {
            long doublings = Math.max(0, Math.min(MOST_DOUBLINGS, unheard.dividedBy(doublesEvery)));
            return interval.map(first -> first.multipliedBy(1L << doublings))
                    .map(wait -> wait.compareTo(most) < 0 ? wait : most);
        }
    }

    /**
     * Reads a table.
     *
     * @throws IllegalArgumentException if it cannot be read, or leaves out a status of some provider's parcels
     */
    static IntervalTable of(String text) {
        IntervalTable table =
                new IntervalTable(CsvRows.of(text, CELLS).stream().map(Row::of).toList());
        for (ProviderId provider : ProviderId.values()) {
            Arrays.stream(SubStatus.values()).forEach(finer -> table.row(provider, finer.status(), finer));
        }
        return table;
    }

    private Row row(ProviderId provider, ShipmentStatus status, SubStatus subStatus) {
        return rows.stream()
                .filter(row -> row.fits(provider, status, subStatus))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no polling rule for " + provider.code() + "," + status + "," + subStatus));
    }

    /**
     * The time between two queries of a number.
     *
     * @param unheard how long the parcel had not been heard of when it was last asked about; in the rules' time
     * @return in the rules' time; empty: it is never asked about
     */
    Optional<Duration> interval(ProviderId provider, ShipmentStatus status, SubStatus subStatus, Duration unheard) {
        return row(provider, status, subStatus).after(unheard);
    }
}
