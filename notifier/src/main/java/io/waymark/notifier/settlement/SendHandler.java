package io.waymark.notifier.settlement;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.waymark.contract.SettlementAttempt;
import io.waymark.gateways.Findings;
import io.waymark.gateways.Reaction;
import io.waymark.notifier.gateway.Accounts;
import io.waymark.notifier.gateway.Exchange;
import io.waymark.notifier.gateway.GuardedClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Makes the call that the ledger has committed to, and has its outcome kept. */
@ApplicationScoped
class SendHandler {

    private final GuardedClient client;
    private final Accounts accounts;
    private final AnswerHandler answers;
    private final SettlementMetrics metrics;

    SendHandler(GuardedClient client, Accounts accounts, AnswerHandler answers, SettlementMetrics metrics) {
        this.client = client;
        this.accounts = accounts;
        this.answers = answers;
        this.metrics = metrics;
    }

    /** Fails only if the outcome could not be kept before the lease ran out. */
    Uni<Void> send(Dispatch dispatch) {
        long begun = System.nanoTime();
        return client.send(dispatch.account().gateway(), dispatch.call())
                .map(exchange -> read(dispatch, exchange))
                .invoke(outcome -> report(dispatch, outcome))
                .chain(outcome -> answers.keep(dispatch, outcome, Duration.ofNanos(System.nanoTime() - begun)));
    }

    private Outcome read(Dispatch dispatch, Exchange exchange) {
        if (dispatch.kind() == SettlementAttempt.Kind.UPLOAD) {
            return new Outcome.Uploaded(accounts.read(dispatch.account(), dispatch.upload(), exchange));
        }
        String transaction = Objects.requireNonNull(dispatch.upload().transactionId());
        Findings findings = accounts.read(dispatch.account(), List.of(transaction), exchange);
        if (findings instanceof Findings.Untold untold && untold.answer().reaction() == Reaction.UNKNOWN_CODE) {
            alarm(dispatch, untold.answer().code());
        }
        return new Outcome.Inquired(
                Finding.of(findings, transaction, dispatch.upload().trackingNumber()));
    }

    private void report(Dispatch dispatch, Outcome outcome) {
        metrics.called(dispatch.account().gateway(), outcome);
        if (outcome.name().equals(Reaction.UNKNOWN_CODE.name())) {
            alarm(dispatch, outcome.code());
        } else {
            Log.infof(
                    "gateway called gateway=%s settlement=%s kind=%s attempt=%d reason=%s",
                    dispatch.account().gateway(),
                    dispatch.settlementId(),
                    dispatch.kind(),
                    dispatch.attempt(),
                    outcome.name());
        }
    }

    /** A settlement whose gateway nobody can read stands still until a person teaches us the code. */
    private void alarm(Dispatch dispatch, String code) {
        metrics.alarmed(dispatch.account().gateway());
        Log.errorf(
                "answer in an unknown code gateway=%s settlement=%s kind=%s attempt=%d code=%s",
                dispatch.account().gateway(), dispatch.settlementId(), dispatch.kind(), dispatch.attempt(), code);
    }
}
