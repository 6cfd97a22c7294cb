package io.waymark.quickstart;

import static org.awaitility.Awaitility.await;

import io.waymark.contract.ShipmentId;
import java.time.Duration;

/**
 * One parcel of a scenario.
 *
 * @param number its tracking number, which no other has
 * @param serial ten digits, which no other has
 * @param startsAtMillis when it is registered and begins to move, from the scenario's beginning
 */
record ChaosParcel(Journey journey, String number, String serial, int startsAtMillis) {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    static ChaosParcel of(Journey journey, long seed, int index, int startsAtMillis) {
        String serial = "%06d%04d".formatted(Math.floorMod(seed, 1_000_000L), index);
        String number = (journey.carrier().equals("sto") ? "77799" : "YT90") + serial;
        return new ChaosParcel(journey, number, serial, startsAtMillis);
    }

    /** As the services derive it. */
    String id() {
        return ShipmentId.of(journey.carrier(), number).toString();
    }

    /** Registers it, as often as that takes, and sends it on its way. */
    void begin(World world, int speed) {
        await(number + " is registered")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(() -> world.orders("/v1/shipments", registration())
                        .path("shipmentId")
                        .asText()
                        .equals(id()));
        world.moves(journey.provider(), journey.carrier(), number, journey.script(), speed);
    }

    private String registration() {
        return """
               {"carrier": "%s", "trackingNumber": "%s", "tracking": "auto", "settlement": %s}
               """
                .formatted(journey.carrier(), number, settlement());
    }

    private String settlement() {
        return journey.gateway().equals("onerway")
                ? """
                  {"gateway": "onerway", "transactionId": "199999999%s", "paymentMethod": "STC_PAY", "carrierCode": "STO"}
                  """
                        .formatted(serial)
                : """
                  {"gateway": "asiabill", "tradeNo": "202601010000%s", "paymentMethod": "VISA",
                   "trackingUrl": "https://example.com/track?n=%s"}
                  """
                        .formatted(serial, number);
    }
}
