package io.waymark.normalizer;

import io.waymark.contract.CloudEvent;
import io.waymark.contract.Command;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.PublicTopic;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.WrappedKey;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Tells Kafka and all readers that something is no more. */
final class ErasureEmitter {

    private final ProcessorContext<Object, Object> context;

    ErasureEmitter(ProcessorContext<Object, Object> context) {
        this.context = context;
    }

    /** A key is destroyed: nobody opens what it was for any more, wherever copies of that are. */
    void destroyed(Record<String, byte[]> cause, ShipmentId shipment, String keyName) {
        CloudEvent attributes = CloudEvent.of(
                NameBasedId.of(shipment.value(), "destroyed:" + keyName).toString(),
                PublishingHandler.SOURCE,
                WrappedKey.TYPE,
                shipment.toString(),
                at(cause));
        gone(cause, keyName, attributes, NormalizerTopology.TO_KEYS);
    }

    /** A shipment is erased. */
    void erased(Record<String, byte[]> cause, ShipmentId shipment) {
        CloudEvent attributes = CloudEvent.of(
                NameBasedId.of(shipment.value(), "erased").toString(),
                PublishingHandler.SOURCE,
                PublicTopic.LATEST.type(),
                shipment.toString(),
                at(cause));
        gone(cause, shipment.toString(), attributes, NormalizerTopology.TO_LATEST);
    }

    /** The answer to an order. */
    void answered(Record<String, byte[]> cause, Command answer) {
        CloudEvent attributes = answer.attributes(PublishingHandler.SOURCE);
        forward(
                cause,
                answer.target(),
                answer,
                attributes.tracedBy(TracedHandler.traceparent(cause)).headers(),
                NormalizerTopology.TO_COMMANDS);
    }

    private void gone(Record<String, byte[]> cause, String key, CloudEvent attributes, String child) {
        CloudEvent traced = attributes.tracedBy(TracedHandler.traceparent(cause));
        forward(cause, key, null, traced.headersWithoutValue(), child);
    }

    private void forward(
            Record<String, byte[]> cause, String key, @Nullable Object value, Headers headers, String child) {
        context.forward(new Record<>(key, value, cause.timestamp(), headers), child);
    }

    private static Instant at(Record<String, byte[]> cause) {
        return Instant.ofEpochMilli(cause.timestamp());
    }
}
