package io.waymark.poller.cost;

import java.time.LocalDate;
import java.util.Map;

/**
 * How many numbers a provider billed day by day.
 *
 * @param begun the day on which it billed the first one ever
 * @param days only those on which it billed some
 */
record BilledDays(LocalDate begun, Map<LocalDate, Long> days) {}
