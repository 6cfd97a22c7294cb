package io.waymark.poller.booking;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.carriers.WaybillOrder;
import io.waymark.carriers.WaybillOrder.Party;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.Command;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.ShipmentId;
import io.waymark.poller.sealing.PersonalFields;
import io.waymark.poller.sealing.PersonalFields.Field;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The order to the console to register the shipment of a waybill. The same waybill always gives the same order. */
record RegistrationCommand(Command value) {

    private static final String SOURCE = "/waymark/poller";

    static RegistrationCommand of(WaybillRow row, BookingRequest request, PersonalFields fields, Instant now) {
        UUID id = NameBasedId.of(row.waybillId, "register:" + row.trackingNumber);
        return new RegistrationCommand(new Command(
                id.toString(),
                Command.REGISTER_SHIPMENT,
                ShipmentId.of(row.carrier, row.trackingNumber).toString(),
                "poller",
                row.merchantId,
                "waybill booked",
                now,
                registration(row, request, fields)));
    }

    /** Nobody but the console, which opens what it says of people, and we can read that. */
    private static ObjectNode registration(WaybillRow row, BookingRequest request, PersonalFields fields) {
        WaybillOrder order = request.order();
        ShipmentId shipment = new ShipmentId(row.shipmentId);
        ObjectNode body = JsonSerde.mapper().createObjectNode();
        body.put("carrier", row.carrier);
        body.put("trackingNumber", row.trackingNumber);
        body.put("orderId", row.orderId);
        body.put("origin", fields.sealed(shipment, Field.ORIGIN, place(order.sender())));
        body.put("destination", fields.sealed(shipment, Field.DESTINATION, place(order.receiver())));
        body.put("phone", fields.sealed(shipment, Field.PHONE, order.receiver().phone()));
        body.put("tracking", request.tracking().code());
        request.labels().forEach(body.putArray("labels")::add);
        return body;
    }

    /** As far as a city's district: the door is of no use to tracking. */
    private static String place(Party party) {
        return Stream.of(party.province(), party.city(), party.district())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining());
    }

    String key() {
        return value.target();
    }

    CloudEvent attributes() {
        return value.attributes(SOURCE);
    }
}
