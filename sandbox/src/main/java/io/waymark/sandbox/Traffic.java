package io.waymark.sandbox;

import io.vertx.core.Vertx;
import io.waymark.sandbox.carrier.SimulatedCarrier;
import io.waymark.sandbox.journey.Parcel;
import io.waymark.sandbox.journey.Provider;
import io.waymark.sandbox.journey.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Moves parcels: tells their provider of each step when its time has come. Belongs to one event loop. */
final class Traffic {

    private final Vertx vertx;
    private final Map<Provider, SimulatedCarrier> carriers;
    private final Map<String, Parcel> parcels = new LinkedHashMap<>();
    private final Map<String, Parcel> newest = new HashMap<>();

    Traffic(Vertx vertx, Map<Provider, SimulatedCarrier> carriers) {
        this.vertx = vertx;
        this.carriers = carriers;
    }

    /** Sets a parcel in motion. Empty if it is moving already; one whose journey is over begins anew. */
    Optional<Parcel> start(Parcel.Order order) {
        String key = order.provider() + " " + order.carrier() + " " + order.trackingNumber();
        Parcel before = parcels.get(key);
        if (before != null && !before.hasEnded()) {
            return Optional.empty();
        }
        Parcel parcel = new Parcel(order, Timetable.of(Instant.now(), order.speed(), order.steps()));
        parcels.put(key, parcel);
        newest.put(order.trackingNumber(), parcel);
        carrierOf(parcel).begins(parcel);
        scheduleNext(parcel);
        return Optional.of(parcel);
    }

    /** Every parcel since the start, moving or not. */
    List<Parcel> parcels() {
        return List.copyOf(parcels.values());
    }

    /** The parcel of this number that was started last, whoever moves it. */
    Optional<Parcel> find(String trackingNumber) {
        return Optional.ofNullable(newest.get(trackingNumber.strip().toUpperCase(Locale.ROOT)));
    }

    private void scheduleNext(Parcel parcel) {
        if (!parcel.hasEnded()) {
            Duration life = parcel.order().steps().get(parcel.history().size()).at();
            Instant due = parcel.timetable().start().plus(parcel.timetable().waitFor(life));
            long millis = Math.max(1, Duration.between(Instant.now(), due).toMillis());
            vertx.setTimer(millis, timer -> {
                parcel.pass();
                carrierOf(parcel).moved(parcel);
                scheduleNext(parcel);
            });
        }
    }

    private SimulatedCarrier carrierOf(Parcel parcel) {
        return Objects.requireNonNull(carriers.get(parcel.order().provider()), "every provider has its twin");
    }
}
