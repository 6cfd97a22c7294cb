package io.waymark.normalizer;

import io.quarkus.logging.Log;
import io.waymark.carriers.MalformedPayloadException;
import io.waymark.carriers.ParsedPayload;
import io.waymark.carriers.Provider;
import io.waymark.carriers.Providers;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.normalizer.status.Publication;
import io.waymark.normalizer.status.ShipmentHistory;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A provider said something.
 *
 * <p>Repeats lead to nothing. Of a payload with unreadable nodes the others count; it goes to the dead letters besides,
 * once per such node, with the node's index. A payload that was filed under a shipment's path and names another number
 * is a dead letter: a leaked salt opens one parcel. A number that nobody registered becomes a shipment all the same.
 */
final class ReportHandler extends PublishingHandler {

    ReportHandler(NormalizerMetrics metrics) {
        super(metrics, NormalizerTopology.TO_RAW_DEAD_LETTERS);
    }

    @Override
    Publication step(Record<String, byte[]> record, @Nullable ShipmentHistory known) {
        RawPayload raw = Topics.RAW.values().deserializer().deserialize(Topics.RAW.name(), record.value());
        Provider provider = Providers.of(raw.provider())
                .orElseThrow(() -> new MalformedPayloadException("a provider that is not known"));
        ShipmentHistory history = history(raw, known);
        ParsedPayload parsed = provider.parser().parse(raw);
        RecordMetadata at = coordinates();
        String source = at.topic() + "-" + at.partition() + "@" + at.offset();
        Publication publication = machine.report(history, raw, provider.id(), parsed, source);
        parsed.unreadable().forEach(node -> {
            Log.warnf("node unreadable provider=%s parcel=%s reason=%s", raw.provider(), record.key(), node.reason());
            deadLetter(record, "node " + node.index() + ": " + node.reason());
        });
        metrics.normalized(provider.id(), parsed, publication);
        return publication;
    }

    private static ShipmentHistory history(RawPayload raw, @Nullable ShipmentHistory known) {
        boolean own = known != null
                ? known.owns(raw.trackingNumber())
                : raw.shipmentId().equals(ShipmentId.of(raw.carrier(), raw.trackingNumber()));
        if (!own && raw.route() == RawPayload.Route.SHIPMENT_PATH) {
            throw new MalformedPayloadException("names a number that is not the shipment's");
        }
        return known != null ? known : ShipmentHistory.of(raw.shipmentId(), raw.carrier(), raw.trackingNumber());
    }
}
