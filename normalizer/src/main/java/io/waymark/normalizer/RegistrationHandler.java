package io.waymark.normalizer;

import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Topics;
import io.waymark.normalizer.status.MeaningTable;
import io.waymark.normalizer.status.Publication;
import io.waymark.normalizer.status.ShipmentHistory;
import io.waymark.protocol.MalformedPayloadException;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Merchants registered a shipment, before or after its first scan. A repeat, or a
 * revision that was overtaken, leads to nothing. */
final class RegistrationHandler extends PublishingHandler {

    RegistrationHandler(NormalizerMetrics metrics, MeaningTable meanings) {
        super(metrics, meanings, NormalizerTopology.TO_SHIPMENTS_DEAD_LETTERS);
    }

    @Override
    Publication step(Record<String, byte[]> record, Place at, @Nullable ShipmentHistory known) {
        RegisteredShipment shipment =
                Topics.SHIPMENTS.values().deserializer().deserialize(Topics.SHIPMENTS.name(), record.value());
        if (!shipment.shipmentId().toString().equals(record.key())) {
            throw new MalformedPayloadException("filed under a key that is not its shipment's");
        }
        ShipmentHistory history = known != null
                ? known
                : ShipmentHistory.of(shipment.shipmentId(), shipment.carrier(), shipment.trackingNumber());
        return keepable(machine().register(history, shipment));
    }
}
