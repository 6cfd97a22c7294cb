package io.waymark.poller.cost;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** How many numbers a month's bill is going to hold. */
final class Forecast {

    private static final long WHOLE_DAYS = 7;

    private Forecast() {}

    /** The first day that the forecast looks at: of the month, or a week ago. */
    static LocalDate since(BillingMonth month) {
        LocalDate weekAgo = month.today().minusDays(WHOLE_DAYS);
        return weekAgo.isBefore(month.first()) ? weekAgo : month.first();
    }

    /** What has been billed in the month so far. */
    static long soFar(Map<LocalDate, Long> days, BillingMonth month) {
        return sum(days, month.first(), month.next());
    }

    /**
     * What has been billed, and for the days left what the mean was of the last seven whole days, or of all there are.
     *
     * @param days numbers billed, by day, {@link #since} a week ago at least
     * @param begun the day on which the first number ever was billed
     */
    static long of(Map<LocalDate, Long> days, LocalDate begun, BillingMonth month) {
        long whole = Math.min(WHOLE_DAYS, ChronoUnit.DAYS.between(begun, month.today()));
        if (whole <= 0) {
            return soFar(days, month);
        }
        long lately = sum(days, month.today().minusDays(whole), month.today());
        return soFar(days, month) + Math.round(lately * month.daysLeft() / whole);
    }

    private static long sum(Map<LocalDate, Long> days, LocalDate from, LocalDate to) {
        return days.entrySet().stream()
                .filter(day -> !day.getKey().isBefore(from) && day.getKey().isBefore(to))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
