package io.waymark.notifier.settlement;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.waymark.notifier.gateway.Answer;
import io.waymark.notifier.gateway.GatewayClient;
import io.waymark.notifier.gateway.Gateways;
import io.waymark.notifier.gateway.Preparation;
import io.waymark.notifier.gateway.Reaction;
import io.waymark.outbox.OutboxRelay;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes attempts, in three steps that never overlap: a transaction that commits to the attempt, the call, a
 * transaction that keeps the answer. A crash between the first and the last leaves a row in SENDING, whose lease runs
 * out; its outcome is then unknown, and it is repeated, which the gateway recognises.
 */
@ApplicationScoped
class AttemptHandler {

    private static final Duration KEEP_FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration KEEP_LONGEST_WAIT = Duration.ofSeconds(2);

    private final LedgerRepository ledger;
    private final ChangeRepository changes;
    private final TransactionHandler transactions;
    private final EvaluationRules evaluation;
    private final AttemptRules attempts;
    private final GatewayClient client;
    private final Gateways gateways;
    private final SettlementMetrics metrics;
    private final OutboxRelay relay;

    AttemptHandler(
            LedgerRepository ledger,
            ChangeRepository changes,
            TransactionHandler transactions,
            EvaluationRules evaluation,
            AttemptRules attempts,
            GatewayClient client,
            SettlementMetrics metrics,
            OutboxRelay relay) {
        this.ledger = ledger;
        this.changes = changes;
        this.transactions = transactions;
        this.evaluation = evaluation;
        this.attempts = attempts;
        this.client = client;
        this.gateways = evaluation.gateways();
        this.metrics = metrics;
        this.relay = relay;
    }

    /**
     * Commits to attempts for rows that are due, at most {@code limit}. Every row is weighed again in the same
     * transaction: what is no longer allowed, or still on hold, is not sent.
     */
    Uni<List<Dispatch>> claim(int limit) {
        return transactions.inTransaction(now -> ledger.lockDue(now, limit)
                .chain(rows -> ledger.factsAbout(rows).chain(book -> claim(rows, book, now))));
    }

    private Uni<List<Dispatch>> claim(List<SettlementRow> rows, FactBook book, Instant now) {
        List<Dispatch> claimed = new ArrayList<>();
        return EvaluationHandler.eachInTurn(rows, row -> claim(row, book.about(row), now, claimed))
                .replaceWith(claimed);
    }

    private Uni<Void> claim(SettlementRow row, Facts facts, Instant now, List<Dispatch> claimed) {
        if (row.entry().state() instanceof LedgerState.Sending) {
            return changes.lost(row, now)
                    .chain(() -> changes.save(row, attempts.lost(row.entry(), now), ChangeCause.LEASE_EXPIRED, now));
        }
        LedgerEntry weighed = evaluation.evaluated(row, facts, now);
        return changes.save(row, weighed, ChangeCause.FACTS, now)
                .chain(() -> weighed.isDue(now) && evaluation.prepare(row, now) instanceof Preparation.Ready ready
                        ? begin(row, ready, now, claimed)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> begin(SettlementRow row, Preparation.Ready ready, Instant now, List<Dispatch> claimed) {
        LedgerEntry begun = attempts.begun(row.entry(), now);
        String digest = Dispatch.digest(ready.call());
        row.requestDigest = digest;
        claimed.add(new Dispatch(
                row.settlementId, begun.attempts(), row.gateway, EvaluationRules.upload(row), ready.call(), digest));
        return changes.save(row, begun, ChangeCause.SENDING, now);
    }

    /** Makes the call and keeps its answer. Fails only if the answer could not be kept before the lease ran out. */
    Uni<Void> send(Dispatch dispatch) {
        long begun = System.nanoTime();
        return client.send(dispatch.call())
                .map(exchange -> gateways.read(dispatch.gateway(), dispatch.upload(), exchange))
                .invoke(answer -> report(dispatch, answer))
                .chain(answer -> keep(dispatch, answer, Duration.ofNanos(System.nanoTime() - begun)));
    }

    private Uni<Void> keep(Dispatch dispatch, Answer answer, Duration duration) {
        return transactions
                .inTransaction(now -> ledger.lockSettlement(dispatch.settlementId())
                        .chain(row -> keep(row, dispatch, answer, duration, now)))
                .onFailure()
                .retry()
                .withBackOff(KEEP_FIRST_WAIT, KEEP_LONGEST_WAIT)
                .expireIn(attempts.lease().toMillis())
                .invoke(relay::wake);
    }

    private Uni<Void> keep(SettlementRow row, Dispatch dispatch, Answer answer, Duration duration, Instant now) {
        Uni<Void> kept = changes.answered(dispatch, answer, duration, now);
        if (!AttemptRules.concerns(row.entry(), dispatch.attempt())) {
            return kept;
        }
        double chance = ThreadLocalRandom.current().nextDouble();
        return kept.chain(() ->
                        changes.save(row, attempts.answered(row.entry(), answer, now, chance), ChangeCause.ANSWER, now))
                .chain(() -> ledger.factsAbout(List.of(row)))
                .chain(book ->
                        changes.save(row, evaluation.evaluated(row, book.about(row), now), ChangeCause.FACTS, now));
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
