package io.waymark.ingest;

import io.waymark.carriers.PushProtocol;
import io.waymark.carriers.PushRequest;
import io.waymark.carriers.Verdict;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.RawPayload;
import io.waymark.contract.Topics;
import io.waymark.contract.WrappedKey;
import io.waymark.sealing.Sealed;
import io.waymark.sealing.Sealing;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Carriers' callbacks: kept byte for byte, sealed, and always answered with status 200. Counts with which secret.
 *
 * <p>Of a callback come two facts, its bytes and what opens them. Where one of them alone arrives, the sender was answered 503 and
 * sends again, under another id with another key: a key without bytes opens nothing, and bytes without a key wait downstream until
 * they are given up.
 */
record PushCallbacks(PushProtocol protocol, Sealing sealing, SecretMetrics secrets) implements CallbackProtocol {

    @Override
    public Set<String> mediaTypes() {
        return protocol.mediaTypes();
    }

    @Override
    public boolean namesShipments() {
        return protocol.namesShipments();
    }

    @Override
    public Judgement judge(Callback callback) {
        Verdict verdict = protocol.verify(
                new PushRequest(callback.body(), callback.mediaType(), callback.receivedAt(), callback.path()));
        if (verdict instanceof Verdict.Rejected rejected) {
            return new Judgement.Refused(rejected.reason(), CallbackReply.json(protocol.rejected(rejected.reason())));
        }
        Verdict.Accepted accepted = (Verdict.Accepted) verdict;
        secrets.verified(callback.provider(), accepted.verifiedBy());
        return new Judgement.Accepted(
                accepted.verifiedBy(), () -> facts(callback, accepted), CallbackReply.json(protocol.accepted()));
    }

    /** The key first: what goes to the spool is in the one order on disk. */
    private List<Fact<?>> facts(Callback callback, Verdict.Accepted verdict) {
        String id = UUID.randomUUID().toString();
        String shipment = verdict.shipmentId().toString();
        String keyName = WrappedKey.topicKey(verdict.shipmentId(), id);
        Sealed body = sealing.seal(callback.body(), keyName);
        CloudEvent attributes = CloudEvent.of(id, Fact.SOURCE, "waymark.raw.v1", shipment, callback.receivedAt());
        Fact<RawPayload> raw = new Fact<>(Topics.RAW, shipment, payload(id, callback, verdict, body), attributes);
        WrappedKey key = body.key();
        return key == null
                ? List.of(raw)
                : List.of(new Fact<>(Topics.KEYS, keyName, key, WrappedKey.attributes(keyName, attributes)), raw);
    }

    private static RawPayload payload(String id, Callback callback, Verdict.Accepted verdict, Sealed body) {
        return new RawPayload(
                id,
                callback.provider(),
                verdict.shipmentId(),
                verdict.carrier(),
                verdict.trackingNumber(),
                verdict.route(),
                callback.subscription(),
                callback.receivedAt(),
                callback.mediaType(),
                body.bytes(),
                verdict.evidence(),
                verdict.verifiedBy(),
                body.key() == null ? null : id);
    }
}
