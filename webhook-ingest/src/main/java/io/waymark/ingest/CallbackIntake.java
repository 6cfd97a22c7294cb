package io.waymark.ingest;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Verify, make durable, answer: the one way every callback takes, a carrier's or a gateway's.
 *
 * <p>What a sender sees: its success answer once every in-sync replica has what it said, repeats and late callbacks
 * included; its failure answer for what is not signed by it or cannot be read; 503 while Kafka does not acknowledge,
 * in which case it may still have arrived and the repeat is recognised downstream.
 */
@ApplicationScoped
class CallbackIntake {

    /** A push of hundreds of nodes is a tenth of this. */
    private static final int MAX_BODY = 1024 * 1024;

    private final DurableEmitter facts;
    private final RejectionEmitter rejections;
    private final CallbackMetrics metrics;

    CallbackIntake(DurableEmitter facts, RejectionEmitter rejections, CallbackMetrics metrics) {
        this.facts = facts;
        this.rejections = rejections;
        this.metrics = metrics;
    }

    Uni<CallbackReply> accept(CallbackProtocol protocol, Callback callback) {
        metrics.received(callback.provider());
        if (callback.body().length > MAX_BODY) {
            metrics.rejected(callback.provider(), "TOO_LARGE");
            return Uni.createFrom().item(CallbackReply.TOO_LARGE);
        }
        Judgement judgement = protocol.judge(callback);
        return judgement instanceof Judgement.Accepted accepted
                ? keep(callback, accepted)
                : refuse(callback, (Judgement.Refused) judgement);
    }

    private Uni<CallbackReply> keep(Callback callback, Judgement.Accepted accepted) {
        return Uni.createFrom()
                .completionStage(() -> facts.send(accepted.facts()).toCompletionStage())
                .invoke(() ->
                        metrics.accepted(callback.provider(), accepted.facts().size()))
                .replaceWith(accepted.reply())
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

    private Uni<CallbackReply> refuse(Callback callback, Judgement.Refused refused) {
        metrics.rejected(callback.provider(), refused.reason().name());
        rejections.send(callback, refused.reason());
        return Uni.createFrom().item(refused.reply());
    }
}
