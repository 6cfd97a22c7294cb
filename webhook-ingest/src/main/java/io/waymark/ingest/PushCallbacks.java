package io.waymark.ingest;

import io.waymark.carriers.PushProtocol;
import io.waymark.carriers.PushRequest;
import io.waymark.carriers.Verdict;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.RawPayload;
import io.waymark.contract.Topics;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Carriers' callbacks: kept byte for byte, and always answered with status 200. Counts with which secret. */
record PushCallbacks(PushProtocol protocol, SecretMetrics secrets) implements CallbackProtocol {

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
                accepted.verifiedBy(),
                List.of(fact(payload(callback, accepted))),
                CallbackReply.json(protocol.accepted()));
    }

    private static Fact<RawPayload> fact(RawPayload raw) {
        String key = raw.shipmentId().toString();
        return new Fact<>(
                Topics.RAW, key, raw, CloudEvent.of(raw.id(), Fact.SOURCE, "waymark.raw.v1", key, raw.receivedAt()));
    }

    private static RawPayload payload(Callback callback, Verdict.Accepted verdict) {
        return new RawPayload(
                UUID.randomUUID().toString(),
                callback.provider(),
                verdict.shipmentId(),
                verdict.carrier(),
                verdict.trackingNumber(),
                verdict.route(),
                callback.subscription(),
                callback.receivedAt(),
                callback.mediaType(),
                callback.body(),
                verdict.evidence(),
                verdict.verifiedBy(),
                null);
    }
}
