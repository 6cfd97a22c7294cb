package io.waymark.ingest;

import io.quarkus.logging.Log;
import io.waymark.ingest.CallbackMetrics.Outcome;
import io.waymark.ingest.CallbackMetrics.Shed;
import io.waymark.ingest.door.Allowances;
import io.waymark.ingest.door.Rate;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Verify, make durable, answer: the one way every callback takes, a carrier's or a gateway's.
 *
 * <p>What a sender sees: its success answer once what it said is durable, repeats and late callbacks included; its failure
 * answer for what is not signed by it or cannot be read; 503 where it cannot be made durable, in which case it may still have
 * arrived and the repeat is recognised downstream.
 */
@ApplicationScoped
class CallbackIntake {

    private final DurableEmitter emitter;
    private final RejectionEmitter rejections;
    private final CallbackMetrics metrics;
    private final Map<String, Rate> rates;
    private final Map<String, Integer> rateStatus;
    private final Allowances allowances;

    CallbackIntake(DurableEmitter emitter, RejectionEmitter rejections, CallbackMetrics metrics, DoorConfig config) {
        this.emitter = emitter;
        this.rejections = rejections;
        this.metrics = metrics;
        this.rates = config.rates().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Rate.parse(entry.getValue())));
        this.rateStatus = config.rateStatus();
        this.allowances = new Allowances(rates);
    }

    /**
     * Takes a callback that has come whole.
     *
     * @param answer is told what to answer, once; on any thread, possibly before this returns
     */
    void accept(CallbackProtocol protocol, Callback callback, BiConsumer<CallbackReply, Outcome> answer) {
        metrics.received(callback.provider());
        Judgement judgement = protocol.judge(callback);
        if (judgement instanceof Judgement.Refused refused) {
            metrics.rejected(callback.provider(), refused.reason());
            rejections.send(callback, refused.reason());
            answer.accept(refused.reply(), Outcome.REJECTED);
            return;
        }
        Judgement.Accepted accepted = (Judgement.Accepted) judgement;
        if (!allowances.allows(callback.provider(), accepted.account())) {
            metrics.shed(callback.provider(), Shed.RATE);
            answer.accept(overRate(callback.provider()), Outcome.SHED);
            return;
        }
        List<Fact<?>> facts = accepted.facts().get();
        emitter.send(facts, callback.trace().traceparent()).onComplete(durable -> {
            if (durable.succeeded()) {
                metrics.accepted(callback.provider(), facts.size());
                answer.accept(accepted.reply(), Outcome.ACCEPTED);
            } else {
                answer.accept(notDurable(callback, durable.cause()), Outcome.NOT_DURABLE);
            }
        });
    }

    private CallbackReply overRate(String provider) {
        Rate rate = rates.get(provider);
        int seconds = rate == null ? 1 : (int) rate.per().toSeconds();
        return CallbackReply.later(rateStatus.getOrDefault(provider, 503), seconds);
    }

    private CallbackReply notDurable(Callback callback, Throwable failure) {
        metrics.notDurable(callback.provider());
        Log.warnf(
                "callback not durable provider=%s error=%s",
                callback.provider(), failure.getClass().getSimpleName());
        return CallbackReply.NOT_DURABLE;
    }
}
