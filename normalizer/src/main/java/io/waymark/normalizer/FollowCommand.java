package io.waymark.normalizer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.Command;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.ShipmentId;
import java.time.Instant;

/** The order to the poller to follow a further number of a shipment. The same number always gives the same order. */
record FollowCommand(Command value) {

    /** @param alias as {@code carrier:number} */
    static FollowCommand of(String shipmentId, String alias, Instant now) {
        int colon = alias.indexOf(':');
        ObjectNode arguments = JsonSerde.mapper().createObjectNode();
        arguments.put("carrier", alias.substring(0, colon));
        arguments.put("trackingNumber", alias.substring(colon + 1));
        return new FollowCommand(new Command(
                NameBasedId.of(ShipmentId.fromString(shipmentId).value(), "follow:" + alias)
                        .toString(),
                Command.FOLLOW_NUMBER,
                shipmentId,
                "normalizer",
                "",
                "a further number of the parcel",
                now,
                arguments));
    }

    CloudEvent attributes() {
        return value.attributes(PublishingHandler.SOURCE);
    }
}
