package io.waymark.poller.polling;

import io.waymark.carriers.TrackingAnswer;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.RawPayload;
import io.waymark.contract.RawPayload.Route;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.contract.WrappedKey;
import io.waymark.outbox.OutboxEntry;
import io.waymark.poller.watch.Watched;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

/** Files an answer as a push is filed, sealed: what it says is read by the normalizer alone. */
final class Answers {

    private static final String SOURCE = "/waymark/poller";
    private static final String TYPE = "waymark.raw.v1";

    /** Instead of the name of a secret: nobody signed it, we asked for it. */
    private static final String VERIFIED_BY = "query";

    private Answers() {}

    /**
     * The records of an answer, what it is opened with first.
     *
     * @param polled a call that was answered
     * @param receivedAt when, in whole milliseconds
     */
    static Stream<OutboxEntry<?>> entries(Polled polled, Instant receivedAt) {
        RawPayload raw = raw(polled, receivedAt);
        ShipmentId shipment = raw.shipmentId();
        CloudEvent attributes = CloudEvent.of(raw.id(), SOURCE, TYPE, shipment.toString(), receivedAt)
                .tracedBy(polled.traceparent());
        OutboxEntry<RawPayload> answer = new OutboxEntry<>(Topics.RAW, shipment.toString(), raw, attributes);
        WrappedKey key = polled.key();
        if (key == null) {
            return Stream.of(answer);
        }
        String keyName = WrappedKey.topicKey(shipment, raw.id());
        return Stream.of(
                new OutboxEntry<>(Topics.KEYS, keyName, key, WrappedKey.attributes(keyName, attributes)), answer);
    }

    private static RawPayload raw(Polled polled, Instant receivedAt) {
        Watched watched = polled.claim().watched();
        TrackingAnswer answer = Objects.requireNonNull(polled.answer());
        return new RawPayload(
                polled.id().toString(),
                watched.provider().code(),
                watched.shipmentId(),
                watched.carrier(),
                watched.trackingNumber(),
                Route.SHIPMENT_PATH,
                watched.subscription(),
                receivedAt,
                answer.contentType(),
                answer.body(),
                answer.evidence(),
                VERIFIED_BY,
                polled.key() == null ? null : polled.id().toString());
    }
}
