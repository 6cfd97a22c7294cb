package io.waymark.bench.poller;

import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A parcel of the proof.
 *
 * @param provider who tells of it
 * @param script its journey
 * @param bound whether a payment waits for it
 */
record TestParcel(String provider, String carrier, String trackingNumber, String script, boolean bound) {

    private static final List<String> SCRIPTS = List.of("delivered", "locker", "returned", "exception", "customs");

    /** Journeys that end with a scan by which a payment may be released: handed to the recipient, and not by a locker. */
    private static final List<String> PROVEN = List.of("delivered", "exception", "customs");

    /** Every journey as often as the others, at every provider; every other parcel is bound. */
    static List<TestParcel> some(int count) {
        return IntStream.range(0, count).mapToObj(TestParcel::of).toList();
    }

    private static TestParcel of(int index) {
        boolean pushedByAggregator = index % 2 == 0;
        return new TestParcel(
                pushedByAggregator ? "kuaidi100" : "sto",
                pushedByAggregator ? "yto" : "sto",
                (pushedByAggregator ? "YT%010d" : "STO%010d").formatted(index),
                SCRIPTS.get(index / 2 % SCRIPTS.size()),
                index / 2 / SCRIPTS.size() % 2 == 0);
    }

    ShipmentId id() {
        return ShipmentId.of(carrier, trackingNumber);
    }

    ShipmentStatus lastStatus() {
        return script.equals("returned") ? ShipmentStatus.RETURNED : ShipmentStatus.DELIVERED;
    }

    /** Whether its payment may be released once it has arrived. */
    boolean releasesPayment() {
        return bound && PROVEN.contains(script);
    }

    /** As the sandbox takes it. */
    Map<String, Object> order(double speed) {
        return Map.of(
                "provider", provider,
                "carrier", carrier,
                "trackingNumber", trackingNumber,
                "script", script,
                "speed", speed);
    }
}
