package io.waymark.notifier.settlement;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.waymark.notifier.gateway.Answer;
import io.waymark.notifier.gateway.GatewayClient;
import io.waymark.notifier.gateway.Gateways;
import io.waymark.notifier.gateway.Reaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Makes the call of an attempt that the ledger has committed to, and has its answer kept. */
@ApplicationScoped
class SendHandler {

    private final GatewayClient client;
    private final Gateways gateways;
    private final AnswerHandler answers;
    private final SettlementMetrics metrics;

    SendHandler(GatewayClient client, Gateways gateways, AnswerHandler answers, SettlementMetrics metrics) {
        this.client = client;
        this.gateways = gateways;
        this.answers = answers;
        this.metrics = metrics;
    }

    /** Fails only if the answer could not be kept before the lease ran out. */
    Uni<Void> send(Dispatch dispatch) {
        long begun = System.nanoTime();
        return client.send(dispatch.call())
                .map(exchange -> gateways.read(dispatch.gateway(), dispatch.upload(), exchange))
                .invoke(answer -> report(dispatch, answer))
                .chain(answer -> answers.keep(dispatch, answer, Duration.ofNanos(System.nanoTime() - begun)));
    }

    private void report(Dispatch dispatch, Answer answer) {
        metrics.attempted(dispatch.gateway(), answer.reaction());
        if (answer.reaction() == Reaction.UNKNOWN_CODE) {
            metrics.alarmed(dispatch.gateway());
            Log.errorf(
                    "answer in an unknown code gateway=%s settlement=%s attempt=%d code=%s",
                    dispatch.gateway(), dispatch.settlementId(), dispatch.attempt(), answer.code());
        } else {
            Log.infof(
                    "settlement attempted gateway=%s settlement=%s attempt=%d reason=%s",
                    dispatch.gateway(), dispatch.settlementId(), dispatch.attempt(), answer.reaction());
        }
    }
}
