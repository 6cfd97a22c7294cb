package io.waymark.poller.cost;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The calendar month in which a call is charged, in the provider's time zone.
 *
 * @param first day of the month
 * @param today the day of the call
 * @param daysLeft until the next month begins; the rest of today counts in part
 */
record BillingMonth(LocalDate first, LocalDate today, double daysLeft) {

    private static final double MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

    static BillingMonth at(Instant now, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        LocalDate first = today.withDayOfMonth(1);
        Duration left =
                Duration.between(now, first.plusMonths(1).atStartOfDay(zone).toInstant());
        return new BillingMonth(first, today, left.toMillis() / MILLIS_PER_DAY);
    }

    /** The first day of the month after. */
    LocalDate next() {
        return first.plusMonths(1);
    }

    /** The first day of the month before. */
    LocalDate previous() {
        return first.minusMonths(1);
    }
}
