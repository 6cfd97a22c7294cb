package io.waymark.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Where a parcel and its payment came to, as the merchants' API tells it, without what depends on when it was and who told it first.
 *
 * @param events what each of its events says, in no order
 */
record Ending(String status, String subStatus, boolean isPaid, List<String> events) {

    static Ending of(JsonNode shipment) {
        return new Ending(
                shipment.path("status").asText(),
                shipment.path("subStatus").asText(),
                isPaid(shipment.at("/settlements/0/state").asText()),
                StreamSupport.stream(shipment.path("events").spliterator(), false)
                        .map(event -> "%s %s %s"
                                .formatted(
                                        event.path("status").asText(),
                                        event.path("subStatus").asText(),
                                        event.path("rawCode").asText()))
                        .sorted()
                        .toList());
    }

    private static boolean isPaid(String state) {
        return state.equals("ACKNOWLEDGED") || state.equals("RECONCILED");
    }
}
