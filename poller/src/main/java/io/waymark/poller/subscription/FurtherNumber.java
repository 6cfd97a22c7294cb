package io.waymark.poller.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.carriers.CarrierCodes;
import io.waymark.carriers.ProviderId;
import io.waymark.contract.Command;
import io.waymark.contract.ShipmentId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A further number of a shipment that is to be pushed under that shipment's id: {@link Command#FOLLOW_NUMBER}.
 *
 * @param shipmentId whose
 * @param carrier the number's; "" for the provider to recognise
 * @param trackingNumber in its normal form
 * @param orderedAt when the provider told of it
 */
record FurtherNumber(ShipmentId shipmentId, String carrier, String trackingNumber, Instant orderedAt) {

    private static final String ANY_CARRIER = "auto";

    /**
     * The number that a command names; empty if the command is for another service.
     *
     * @throws IllegalArgumentException if it names none, or no shipment
     */
    static Optional<FurtherNumber> of(Command command) {
        if (!Command.FOLLOW_NUMBER.equals(command.type())) {
            return Optional.empty();
        }
        JsonNode arguments = command.arguments();
        String carrier = CarrierCodes.own(arguments.path("carrier").asText());
        String number = ShipmentId.normalNumber(arguments.path("trackingNumber").asText());
        if (!CarrierCodes.isCode(carrier) || !ShipmentId.isNumber(number)) {
            throw new IllegalArgumentException("no carrier and number");
        }
        return Optional.of(new FurtherNumber(
                ShipmentId.fromString(command.target()),
                carrier.equals(ANY_CARRIER) ? "" : carrier,
                number,
                Objects.requireNonNullElse(command.issuedAt(), Instant.EPOCH)));
    }

    /** The provider to ask; empty if nobody pushes this carrier's scans. */
    Optional<ProviderId> provider() {
        return SubscriptionPlan.providerOf(carrier);
    }
}
