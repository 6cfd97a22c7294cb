package io.waymark.ingest;

import io.waymark.protocol.Refusal;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.waymark.carriers.PushProtocol;
import io.waymark.carriers.PushRequest;
import io.waymark.carriers.Verdict;
import io.waymark.contract.RawPayload;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Verify, make durable, answer: the one way every callback takes.
 *
 * <p>What a provider sees: its success answer once every in-sync replica has the bytes, repeats and late callbacks
 * included; its failure answer for what is not signed by it or cannot be read; 503 while Kafka does not acknowledge,
 * in which case the bytes may still arrive and the repeat is recognised downstream.
 */
@ApplicationScoped
class CallbackIntake {

    /** A push of hundreds of nodes is a tenth of this. */
    private static final int MAX_BODY = 1024 * 1024;

    private final RawEmitter raw;
    private final RejectionEmitter rejections;
    private final CallbackMetrics metrics;

    CallbackIntake(RawEmitter raw, RejectionEmitter rejections, CallbackMetrics metrics) {
        this.raw = raw;
        this.rejections = rejections;
        this.metrics = metrics;
    }

    Uni<CallbackReply> accept(PushProtocol protocol, Callback callback) {
        metrics.received(callback.provider());
        if (callback.body().length > MAX_BODY) {
            metrics.rejected(callback.provider(), "TOO_LARGE");
            return Uni.createFrom().item(CallbackReply.TOO_LARGE);
        }
        Verdict verdict = protocol.verify(
                new PushRequest(callback.body(), callback.mediaType(), callback.receivedAt(), callback.path()));
        if (verdict instanceof Verdict.Accepted accepted) {
            return keep(protocol, callback, accepted);
        }
        return refuse(protocol, callback, ((Verdict.Rejected) verdict).reason());
    }

    private Uni<CallbackReply> keep(PushProtocol protocol, Callback callback, Verdict.Accepted verdict) {
        return raw.send(payload(callback, verdict))
                .invoke(() -> metrics.accepted(callback.provider()))
                .replaceWith(new CallbackReply(200, protocol.accepted()))
                .onFailure()
                .recoverWithItem(failure -> notDurable(callback, failure));
    }

    private CallbackReply notDurable(Callback callback, Throwable failure) {
        metrics.notDurable(callback.provider());
        Log.warnf(
                "callback not durable provider=%s error=%s",
                callback.provider(), failure.getClass().getSimpleName());
        return CallbackReply.NOT_DURABLE;
    }

    private Uni<CallbackReply> refuse(PushProtocol protocol, Callback callback, Refusal reason) {
        metrics.rejected(callback.provider(), reason.name());
        rejections.send(callback, reason);
        return Uni.createFrom().item(new CallbackReply(200, protocol.rejected(reason)));
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
