package io.waymark.notifier.settlement;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.waymark.contract.SettlementAttempt;
import io.waymark.gateways.Preparation;
import io.waymark.notifier.gateway.GatewayConfig;
import io.waymark.outbox.OutboxRelay;
import io.waymark.outbox.TransactionHandler;
import io.waymark.protocol.HttpCall;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Commits to attempts. A row is in SENDING before its call is made: a crash leaves it there, its lease runs out, its
 * outcome counts as unknown, and it is repeated, which the gateway recognises.
 */
@ApplicationScoped
class ClaimHandler {

    private final LedgerRepository ledger;
    private final ChangeRepository changes;
    private final TransactionHandler transactions;
    private final Rulebook rules;
    private final OutboxRelay relay;
    private final Duration longestCall;

    ClaimHandler(
            LedgerRepository ledger,
            ChangeRepository changes,
            TransactionHandler transactions,
            Rulebook rules,
            OutboxRelay relay,
            GatewayConfig gateway) {
        this.ledger = ledger;
        this.changes = changes;
        this.transactions = transactions;
        this.rules = rules;
        this.relay = relay;
        this.longestCall = gateway.connectTimeout().plus(gateway.readTimeout());
    }

    /**
     * The calls to be made now at one gateway, for rows that are due, at most {@code limit}. Every row is weighed again in the
     * transaction that commits to its call: what is no longer allowed, or still on hold, is not sent; where an earlier
     * attempt may have taken effect, a gateway that can be asked is asked before anything else. None if PostgreSQL took so
     * long that the calls could outlive their leases: those count as lost.
     */
    Uni<List<Dispatch>> claim(String gateway, int limit) {
        return transactions
                .inTransaction(now -> claim(gateway, now, limit))
                .map(this::inTime)
                .invoke(claimed -> {
                    if (!claimed.isEmpty()) {
                        relay.wake();
                    }
                });
    }

    /** @param begun by {@link System#nanoTime}, when their leases began */
    private record Claimed(List<Dispatch> calls, long begun) {}

    private Uni<Claimed> claim(String gateway, Instant now, int limit) {
        long begun = System.nanoTime();
        return ledger.lockDue(gateway, now, limit)
                .chain(rows -> weigh(rows, now))
                .map(calls -> new Claimed(calls, begun));
    }

    private List<Dispatch> inTime(Claimed claimed) {
        Duration since = Duration.ofNanos(System.nanoTime() - claimed.begun());
        List<Dispatch> calls = claimed.calls();
        if (calls.isEmpty() || rules.attempts().endsInTime(since, longestCall)) {
            return calls;
        }
        Log.warnf("calls not made, since their leases end too soon records=%d wait=%s", calls.size(), since);
        return List.of();
    }

    private Uni<List<Dispatch>> weigh(List<SettlementRow> rows, Instant now) {
        List<Dispatch> claimed = new ArrayList<>();
        return ledger.factsAbout(rows)
                .chain(book -> TransactionHandler.inTurn(rows, row -> weigh(row, book, now, claimed)))
                .replaceWith(claimed);
    }

    private Uni<Void> weigh(SettlementRow row, FactBook book, Instant now, List<Dispatch> claimed) {
        if (row.entry().state() instanceof LedgerState.Sending) {
            LedgerEntry lost = rules.attempts().lost(row.entry(), now);
            return changes.lost(row, now).chain(() -> changes.save(row, lost, ChangeCause.LEASE_EXPIRED, now));
        }
        LedgerEntry weighed = rules.evaluated(row, book.about(row), now);
        return changes.save(row, weighed, ChangeCause.FACTS, now)
                .chain(() -> weighed.isDue(now)
                        ? begin(row, book.traceparent(row), now, claimed)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> begin(SettlementRow row, @Nullable String traceparent, Instant now, List<Dispatch> claimed) {
        if (row.entry().state() instanceof LedgerState.Unknown) {
            Optional<HttpCall> question = rules.inquiry(row, now);
            if (question.isPresent()) {
                return ask(row, traceparent, question.get(), now, claimed);
            }
        }
        return rules.prepare(row, now) instanceof Preparation.Ready ready
                ? upload(row, traceparent, ready.call(), now, claimed)
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> ask(
            SettlementRow row, @Nullable String traceparent, HttpCall call, Instant now, List<Dispatch> claimed) {
        claimed.add(dispatch(row, SettlementAttempt.Kind.INQUIRY, row.attempts, call, traceparent));
        return changes.save(row, rules.attempts().asked(row.entry(), now), ChangeCause.ASKING, now);
    }

    private Uni<Void> upload(
            SettlementRow row, @Nullable String traceparent, HttpCall call, Instant now, List<Dispatch> claimed) {
        LedgerEntry begun = rules.attempts().begun(row.entry(), now);
        Dispatch dispatch = dispatch(row, SettlementAttempt.Kind.UPLOAD, begun.attempts(), call, traceparent);
        row.requestDigest = dispatch.requestDigest();
        claimed.add(dispatch);
        return changes.save(row, begun, ChangeCause.SENDING, now);
    }

    private Dispatch dispatch(
            SettlementRow row, SettlementAttempt.Kind kind, int attempt, HttpCall call, @Nullable String traceparent) {
        return new Dispatch(
                row.settlementId,
                kind,
                attempt,
                Rulebook.account(row),
                rules.upload(row),
                call,
                traceparent,
                Dispatch.digest(call));
    }
}
