package io.waymark.console.web;

import io.waymark.console.report.DailyReport;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Parcels by day as a chart: where everything lies in a field of {@value #WIDTH} by {@value #HEIGHT}.
 *
 * @param most the figure at the top of the scale
 */
public record DayChart(DailyReport report, List<Column> columns, long most) {

    static final int WIDTH = 640;
    static final int HEIGHT = 140;

    private static final int LEFT = 36;
    private static final int TOP = 8;
    private static final int FLOOR = 118;
    private static final int WEEK = 7;

    /** So that few parcels do not look like many. */
    private static final long LEAST_SCALE = 4;

    /** One day: two bars beside each other, of which the first are parcels signed for, the second those with problems. */
    public record Column(LocalDate day, double x, double width, Bar signed, Bar problems, boolean isNamed) {

        /** The day as it stands below its column, e.g. {@code 11-22}. */
        public String name() {
            return day.toString().substring(5);
        }
    }

    /** From where down to the floor, of how many parcels. */
    public record Bar(double x, double y, double width, double height, long parcels) {}

    static DayChart of(DailyReport report) {
        List<DailyReport.Day> days = report.items();
        long most = days.stream()
                .mapToLong(day -> Math.max(day.signed(), day.problems()))
                .max()
                .orElse(0);
        long scale = Math.max(most, LEAST_SCALE);
        double width = (double) (WIDTH - LEFT) / Math.max(days.size(), 1);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            DailyReport.Day day = days.get(i);
            double x = LEFT + i * width;
            columns.add(new Column(
                    day.day(),
                    x,
                    width,
                    bar(x + width * 0.12, width * 0.42, day.signed(), scale),
                    bar(x + width * 0.56, width * 0.32, day.problems(), scale),
                    (days.size() - 1 - i) % WEEK == 0));
        }
        return new DayChart(report, columns, scale);
    }

    /** Whether there is anything to show. */
    public boolean isEmpty() {
        return report.total().signed() + report.total().problems() == 0;
    }

    /** The middle of the scale. */
    public long half() {
        return most / 2;
    }

    private static Bar bar(double x, double width, long parcels, long scale) {
        double height = (double) (FLOOR - TOP) * parcels / scale;
        return new Bar(tenth(x), tenth(FLOOR - height), tenth(width), tenth(height), parcels);
    }

    private static double tenth(double length) {
        return Math.round(length * 10) / 10.0;
    }
}
