package io.waymark.poller.booking;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.waymark.poller.call.CarrierCallsConfig;
import io.waymark.poller.pace.Lease;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Has orders asked for again whose outcome nobody knows: after a lost answer, and after a crash. */
@ApplicationScoped
class BookingScheduler {

    private final BookingHandler bookings;
    private final BookingConfig config;

    BookingScheduler(BookingHandler bookings, BookingConfig config) {
        this.bookings = bookings;
        this.config = config;
    }

    void check(@Observes StartupEvent event, CarrierCallsConfig calls) {
        Lease.check("WAYMARK_BOOKING_LEASE", config.lease(), calls);
    }

    @Scheduled(
            every = "${waymark.booking.every:1s}",
            delayed = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> sweep() {
        return bookings.resume(config.parallel())
                .onFailure()
                .invoke(failure -> Log.warnf("orders wait error=%s", failure.toString()))
                .onFailure()
                .recoverWithItem(0)
                .replaceWithVoid();
    }
}
