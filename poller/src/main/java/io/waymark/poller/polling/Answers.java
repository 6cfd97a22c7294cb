package io.waymark.poller.polling;

import io.waymark.carriers.TrackingAnswer;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.RawPayload;
import io.waymark.contract.RawPayload.Route;
import io.waymark.contract.Topics;
import io.waymark.outbox.OutboxEntry;
import io.waymark.poller.watch.Watched;
import java.time.Instant;
import java.util.Objects;

/** Files an answer as a push is filed: what it says is read by the normalizer alone. */
final class Answers {

    private static final String SOURCE = "/waymark/poller";
    private static final String TYPE = "waymark.raw.v1";

    /** Instead of the name of a secret: nobody signed it, we asked for it. */
    private static final String VERIFIED_BY = "query";

    private Answers() {}

    /**
     * The record of an answer.
     *
     * @param polled a call that was answered
     * @param receivedAt when, in whole milliseconds
     */
    static OutboxEntry<RawPayload> entry(Polled polled, Instant receivedAt) {
        RawPayload raw = raw(polled, receivedAt);
        String shipment = raw.shipmentId().toString();
        return new OutboxEntry<>(
                Topics.RAW,
                shipment,
                raw,
                CloudEvent.of(raw.id(), SOURCE, TYPE, shipment, receivedAt).tracedBy(polled.traceparent()));
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
                null);
    }
}
