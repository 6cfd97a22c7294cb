package io.waymark.poller.booking;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.Provider;
import io.waymark.carriers.Providers;
import io.waymark.poller.call.CarrierCallsConfig;
import io.waymark.poller.call.Lease;
import io.waymark.poller.call.ProviderClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Has orders asked for again whose outcome nobody knows: after a lost answer, and after a crash. Each carrier has rounds
 * of its own, one at a time, so that a slow one delays no other.
 */
@ApplicationScoped
class BookingScheduler {

    private final BookingHandler bookings;
    private final BookingConfig config;
    private final Map<String, AtomicBoolean> underWay;

    BookingScheduler(BookingHandler bookings, BookingConfig config, ProviderClient client) {
        this.bookings = bookings;
        this.config = config;
        this.underWay = Providers.ALL.stream()
                .filter(provider -> client.offers(provider.id(), OperationKind.BOOK))
                .map(Provider::carrier)
                .flatMap(carrier -> carrier.stream())
                .collect(Collectors.toUnmodifiableMap(carrier -> carrier, carrier -> new AtomicBoolean()));
    }

    void check(@Observes StartupEvent event, CarrierCallsConfig calls) {
        Lease.check("WAYMARK_BOOKING_LEASE", config.lease(), calls);
    }

    @Scheduled(
            every = "${waymark.booking.every:1s}",
            delayed = "1s",
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void sweep() {
        underWay.forEach((carrier, busy) -> {
            if (busy.compareAndSet(false, true)) {
                bookings.resume(carrier, config.parallel())
                        .onTermination()
                        .invoke(() -> busy.set(false))
                        .subscribe()
                        .with(
                                asked -> {},
                                failure -> Log.warnf("orders wait carrier=%s error=%s", carrier, failure.toString()));
            }
        });
    }
}
