package io.waymark.poller.booking;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** {@code waybills_total} by {@code carrier} and {@code outcome} (booked, refused, postponed, unclear): calls for waybills. */
@ApplicationScoped
class BookingMetrics {

    private final MeterRegistry meters;

    BookingMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(String carrier, BookingOutcome outcome) {
        meters.counter("waybills", "carrier", carrier, "outcome", word(outcome)).increment();
    }

    private static String word(BookingOutcome outcome) {
        return outcome instanceof BookingOutcome.Booked
                ? "booked"
                : outcome instanceof BookingOutcome.Refused
                        ? "refused"
                        : outcome instanceof BookingOutcome.Postponed ? "postponed" : "unclear";
    }
}
