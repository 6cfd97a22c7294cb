package io.waymark.console.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.api.problem.FieldError;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.contract.Command;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.Shipment;
import java.time.Instant;
import java.util.List;

/**
 * A further number of a parcel.
 *
 * @param carrier Waymark's carrier code
 * @param trackingNumber in its normal form
 */
record AliasRequest(String carrier, String trackingNumber) {

    /**
     * The order to the normalizer. The same number of the same shipment always gives the same id.
     *
     * @throws ProblemException with 422 if it is the shipment's own number
     */
    Command command(Shipment shipment, String actor, Instant now) {
        if (shipment.carrier().equals(carrier) && shipment.trackingNumber().equals(trackingNumber)) {
            throw new ProblemException(Problem.of(
                    ProblemType.INVALID,
                    List.of(new FieldError("trackingNumber", "is the shipment's own: name the further one"))));
        }
        ObjectNode arguments = JsonSerde.mapper().createObjectNode();
        arguments
                .putObject("shipment")
                .put("carrier", shipment.carrier())
                .put("trackingNumber", shipment.trackingNumber());
        arguments.putObject("alias").put("carrier", carrier).put("trackingNumber", trackingNumber);
        return new Command(
                NameBasedId.of(shipment.shipmentId().value(), "alias:" + carrier + ":" + trackingNumber)
                        .toString(),
                Command.LINK_ALIAS,
                shipment.shipmentId().toString(),
                actor,
                actor,
                "",
                now,
                arguments);
    }
}
