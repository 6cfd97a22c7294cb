package io.waymark.bench;

import io.waymark.carriers.ParsedPayload;
import io.waymark.carriers.PayloadParser;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.kuaidi100.Kuaidi100;
import io.waymark.contract.RawPayload;
import io.waymark.contract.Shipment;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.normalizer.status.Handover;
import io.waymark.normalizer.status.HistoryCodec;
import io.waymark.normalizer.status.Publication;
import io.waymark.normalizer.status.ShipmentHistory;
import io.waymark.normalizer.status.StateMachine;

/** What the normalizer does with a raw payload, without Kafka and RocksDB around it. */
public final class NormalizerStep {

    private static final String SOURCE = "waymark.raw.v1-3@42";

    private final PayloadParser parser = new Kuaidi100().parser();
    private final StateMachine machine = new StateMachine();

    ParsedPayload parse(RawPayload raw) {
        return parser.parse(raw);
    }

    Publication fold(ShipmentHistory history, RawPayload raw, ParsedPayload parsed) {
        return machine.report(history, raw, ProviderId.KUAIDI100, parsed, SOURCE);
    }

    /** The state machine and nothing else: what scans that are known mean. */
    Publication refold(ShipmentHistory history) {
        return machine.refold(history);
    }

    /** Parses and folds a payload; looks besides whether it can be kept, and who else must be told. */
    public Publication parseAndFold(ShipmentHistory history, RawPayload raw) {
        Publication publication = fold(history, raw, parse(raw));
        Handover handover = Handover.between(history, publication.history());
        if (!HistoryCodec.fits(publication.history(), Topic.MAX_RECORD_BYTES)
                || !handover.forwards().isEmpty()) {
            throw new IllegalStateException("not the usual push");
        }
        return publication;
    }

    /** Writes what is kept and what is told; gives the number of bytes. */
    static int serialise(Publication publication) {
        int bytes = HistoryCodec.write(publication.history()).length;
        for (TrackingEvent event : publication.events()) {
            bytes += Topics.EVENTS.values().serializer().serialize(Topics.EVENTS.name(), event).length;
        }
        return bytes + publication.shipment().map(NormalizerStep::written).orElse(0);
    }

    private static int written(Shipment shipment) {
        return Topics.LATEST.values().serializer().serialize(Topics.LATEST.name(), shipment).length;
    }
}
