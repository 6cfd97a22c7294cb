package io.waymark.ingest;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.RawPayload;
import io.waymark.contract.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Writes raw payloads to {@link Topics#RAW}. */
@ApplicationScoped
class RawEmitter {

    private final MutinyEmitter<byte[]> kafka;
    private final IngestConfig config;

    RawEmitter(
            @Channel("raw") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 4096)
                    MutinyEmitter<byte[]> kafka,
            IngestConfig config) {
        this.kafka = kafka;
        this.config = config;
    }

    /**
     * Completes once every in-sync replica has the record. Fails when Kafka refuses it, does not acknowledge it in
     * time, or more wait already than may; the record may then still arrive.
     */
    Uni<Void> send(RawPayload raw) {
        return kafka.sendMessage(message(raw))
                .ifNoItem()
                .after(config.durableWithin())
                .fail();
    }

    private static Message<byte[]> message(RawPayload raw) {
        CloudEvent attributes = CloudEvent.of(
                raw.id(),
                "/waymark/webhook-ingest",
                "waymark.raw.v1",
                raw.shipmentId().toString(),
                raw.receivedAt());
        return Message.of(Topics.RAW.values().serializer().serialize(Topics.RAW.name(), raw))
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(raw.shipmentId().toString())
                        .withTimestamp(raw.receivedAt())
                        .withHeaders(attributes.headers())
                        .build());
    }
}
