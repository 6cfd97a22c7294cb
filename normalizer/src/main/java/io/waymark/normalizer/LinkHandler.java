package io.waymark.normalizer;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.carriers.CarrierCodes;
import io.waymark.contract.Command;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.normalizer.status.MeaningTable;
import io.waymark.normalizer.status.Publication;
import io.waymark.normalizer.status.ShipmentHistory;
import io.waymark.protocol.MalformedPayloadException;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Somebody knows that a further number is the same parcel's: {@link Command#LINK_ALIAS}. It becomes an alias of the
 * shipment and keeps its own shipment, if it has one. Commands of other types are for other services.
 */
final class LinkHandler extends PublishingHandler {

    LinkHandler(NormalizerMetrics metrics, MeaningTable meanings) {
        super(metrics, meanings, NormalizerTopology.TO_COMMANDS_DEAD_LETTERS);
    }

    @Override
    @Nullable
    Publication step(Record<String, byte[]> record, Place at, @Nullable ShipmentHistory known) {
        Command command = Topics.COMMANDS.values().deserializer().deserialize(Topics.COMMANDS.name(), record.value());
        if (!Command.LINK_ALIAS.equals(command.type())) {
            return null;
        }
        Number own = Number.of(command.arguments().path("shipment"));
        Number alias = Number.of(command.arguments().path("alias"));
        ShipmentId id = ShipmentId.of(own.carrier(), own.trackingNumber());
        if (!id.toString().equals(record.key()) || !record.key().equals(command.target())) {
            throw new MalformedPayloadException("the command's arguments name another shipment than its target");
        }
        if (alias.equals(own)) {
            throw new MalformedPayloadException("a number is no alias of itself");
        }
        ShipmentHistory history = known != null ? known : ShipmentHistory.of(id, own.carrier(), own.trackingNumber());
        return keepable(machine().link(history, alias.carrier() + ":" + alias.trackingNumber()));
    }

    /** A number at a carrier, in its normal form. */
    private record Number(String carrier, String trackingNumber) {

        static Number of(JsonNode json) {
            Number number = new Number(
                    CarrierCodes.own(json.path("carrier").asText()),
                    ShipmentId.normalNumber(json.path("trackingNumber").asText()));
            if (!CarrierCodes.isCode(number.carrier) || !ShipmentId.isNumber(number.trackingNumber)) {
                throw new MalformedPayloadException("the command names no carrier and number");
            }
            return number;
        }
    }
}
