package io.waymark.console.report;

import io.waymark.console.csv.CsvTable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Parcels by day.
 *
 * @param zone whose days are meant
 * @param items every day of the time, the first day first
 * @param total of all days
 */
public record DailyReport(Instant from, Instant to, String zone, List<Day> items, DayCount total) implements Report {

    /**
     * One day's.
     *
     * @param signed parcels delivered that day
     * @param problems parcels that got into trouble that day: an exception, a failed attempt or a return, the first of each
     *     parcel's
     */
    public record Day(LocalDate day, long signed, long problems) {}

    /** The sums of the days. */
    public record DayCount(long signed, long problems) {}

    static DailyReport of(ReportRange range, List<Day> items) {
        DayCount total = new DayCount(
                items.stream().mapToLong(Day::signed).sum(),
                items.stream().mapToLong(Day::problems).sum());
        return new DailyReport(range.from(), range.to(), range.zone().getId(), items, total);
    }

    @Override
    public String file() {
        return "daily";
    }

    @Override
    public CsvTable table() {
        CsvTable table = new CsvTable("day", "signed", "problems");
        items.forEach(item -> table.row(item.day, item.signed, item.problems));
        return table;
    }
}
