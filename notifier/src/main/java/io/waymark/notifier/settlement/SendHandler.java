package io.waymark.notifier.settlement;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.waymark.gateways.Answer;
import io.waymark.gateways.Reaction;
import io.waymark.notifier.gateway.Accounts;
import io.waymark.notifier.gateway.GatewayClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Makes the call of an attempt that the ledger has committed to, and has its answer kept. */
@ApplicationScoped
class SendHandler {

    private final GatewayClient client;
    private final Accounts accounts;
    private final AnswerHandler answers;
    private final SettlementMetrics metrics;

    SendHandler(GatewayClient client, Accounts accounts, AnswerHandler answers, SettlementMetrics metrics) {
        this.client = client;
        this.accounts = accounts;
        this.answers = answers;
        this.metrics = metrics;
    }

    /** Fails only if the answer could not be kept before the lease ran out. */
    Uni<Void> send(Dispatch dispatch) {
        long begun = System.nanoTime();
        return client.send(dispatch.call())
                .map(exchange -> accounts.read(dispatch.account(), dispatch.upload(), exchange))
                .invoke(answer -> report(dispatch, answer))
                .chain(answer -> answers.keep(dispatch, answer, Duration.ofNanos(System.nanoTime() - begun)));
    }

    private void report(Dispatch dispatch, Answer answer) {
        metrics.attempted(dispatch.account().gateway(), answer.reaction());
        if (answer.reaction() == Reaction.UNKNOWN_CODE) {
            metrics.alarmed(dispatch.account().gateway());
            Log.errorf(
                    "answer in an unknown code gateway=%s settlement=%s attempt=%d code=%s",
                    dispatch.account().gateway(), dispatch.settlementId(), dispatch.attempt(), answer.code());
        } else {
            Log.infof(
                    "settlement attempted gateway=%s settlement=%s attempt=%d reason=%s",
                    dispatch.account().gateway(), dispatch.settlementId(), dispatch.attempt(), answer.reaction());
        }
    }
}
