package io.waymark.normalizer.status;

import io.waymark.contract.Monitoring;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.SubStatus;

/** What was last published of a shipment as it lies in the store; part of {@link HistoryCodec}, whose version covers it. */
final class LatestCodec {

    private LatestCodec() {}

    static void write(ByteWriter out, Shipment latest) {
        out.uuid(latest.shipmentId().value());
        out.text(latest.carrier());
        out.text(latest.trackingNumber());
        out.text(latest.orderId());
        out.flag(latest.registered());
        out.name(latest.subStatus());
        out.name(latest.monitoring());
        out.texts(latest.aliases());
        out.time(latest.deliveredAt());
        out.time(latest.lastEventAt());
        out.optionalUuid(latest.decidedBy());
        out.flags(latest.flags());
        out.number(latest.sequence());
        out.number(latest.revision());
    }

    /** @param note what the history holds of its provider's watching: that was published with it */
    static Shipment read(ByteReader in, MonitoringNote note) {
        ShipmentId shipmentId = new ShipmentId(in.uuid());
        String carrier = in.text();
        String trackingNumber = in.text();
        String orderId = in.optionalText();
        boolean registered = in.flag();
        SubStatus subStatus = in.name(SubStatus::valueOf);
        return new Shipment(
                shipmentId,
                carrier,
                trackingNumber,
                orderId,
                registered,
                subStatus.status(),
                subStatus,
                in.name(Monitoring::valueOf),
                note.named(),
                in.texts(),
                in.optionalTime(),
                in.optionalTime(),
                in.optionalUuid(),
                in.flags(),
                in.number(),
                in.number());
    }
}
