package io.waymark.notifier.settlement;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.PublicTopic;
import io.waymark.contract.Topics;
import io.waymark.outbox.OutboxRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The only place where a row of the ledger changes: the row, its history and the record that tells others are written
 * in the current transaction, or none of them is.
 */
@ApplicationScoped
class ChangeRepository {

    private final OutboxRepository outbox;
    private final SettlementMetrics metrics;

    ChangeRepository(OutboxRepository outbox, SettlementMetrics metrics) {
        this.outbox = outbox;
        this.metrics = metrics;
    }

    /** Adds a row to the ledger. */
    Uni<Void> add(SettlementRow row, LedgerEntry entry, Instant now) {
        row.write(entry, now);
        metrics.opened(row.gateway, row.state);
        return Panache.getSession()
                .chain(session -> session.persist(row))
                .chain(() -> tell(row, SettlementChangeRow.of(row, null, ChangeCause.REGISTERED, now)));
    }

    /** Tells of a row of which a number has become known. */
    Uni<Void> registered(SettlementRow row, Instant now) {
        row.write(row.entry(), now);
        return tell(row, SettlementChangeRow.of(row, row.state, ChangeCause.REGISTERED, now));
    }

    /** Writes the entry to its row, unless the row says the same already. */
    Uni<Void> save(SettlementRow row, LedgerEntry entry, ChangeCause cause, Instant now) {
        LedgerEntry before = row.entry();
        if (entry.equals(before)) {
            return Uni.createFrom().voidItem();
        }
        row.write(entry, now);
        count(row, before, entry, now);
        return tell(
                row,
                SettlementChangeRow.of(row, before.state().name(), cause, now).saying(before, entry));
    }

    /**
     * Writes what an order made of the row, and the order itself.
     *
     * @param refusal why it was not carried out; null if it was
     */
    Uni<Void> ordered(SettlementRow row, LedgerEntry entry, Order order, @Nullable String refusal, Instant now) {
        LedgerEntry before = row.entry();
        row.write(entry, now);
        count(row, before, entry, now);
        return tell(
                row,
                SettlementChangeRow.of(row, before.state().name(), ChangeCause.ORDER, now)
                        .by(order, refusal));
    }

    private void count(SettlementRow row, LedgerEntry before, LedgerEntry entry, Instant now) {
        metrics.changed(row.gateway, before, entry, row.settlementId);
        Proof proof = entry.proof();
        if (before.isOpen() && entry.state() instanceof LedgerState.Acknowledged && proof != null) {
            metrics.acknowledged(row.gateway, proof, now);
        }
    }

    /** Keeps a call whose outcome is known. It is published with the next change of the row. */
    Uni<Void> called(SettlementRow row, Dispatch dispatch, Outcome outcome, Duration duration, Instant now) {
        return keep(row, SettlementAttemptRow.of(dispatch, outcome, duration, now));
    }

    /** Keeps an attempt whose sender is gone. */
    Uni<Void> lost(SettlementRow row, Instant now) {
        return keep(row, SettlementAttemptRow.lost(row, now));
    }

    private static Uni<Void> keep(SettlementRow row, SettlementAttemptRow attempt) {
        row.journal = row.journal.with(attempt.attempt());
        return Panache.getSession().chain(session -> session.persist(attempt));
    }

    private Uni<Void> tell(SettlementRow row, SettlementChangeRow change) {
        row.journal = row.journal.with(change.change());
        String id = row.settlementId.toString();
        CloudEvent attributes = CloudEvent.of(
                NameBasedId.of(row.settlementId, Long.toString(row.revision)).toString(),
                "/waymark/notifier",
                PublicTopic.SETTLEMENTS.type(),
                row.shipmentId.toString(),
                change.changedAt);
        return Panache.getSession()
                .chain(session -> session.persist(change))
                .chain(() -> outbox.add(Topics.SETTLEMENTS, id, Publication.of(row), attributes));
    }
}
