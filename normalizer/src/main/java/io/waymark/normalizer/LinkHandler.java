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
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
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
        Command command = read(record);
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

    /** The command in a record, for its other readers; empty if it cannot be read: here that makes it a dead letter. */
    static Optional<Command> readable(Record<String, byte[]> record) {
        try {
            return Optional.of(read(record));
        } catch (SerializationException unreadable) {
            return Optional.empty();
        }
    }

    private static Command read(Record<String, byte[]> record) {
        return Topics.COMMANDS.values().deserializer().deserialize(Topics.COMMANDS.name(), record.value());
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
