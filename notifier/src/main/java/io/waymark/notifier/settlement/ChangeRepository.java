package io.waymark.notifier.settlement;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.SettlementState;
import io.waymark.contract.Topics;
import io.waymark.gateways.Answer;
import io.waymark.outbox.OutboxRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The only place where a row of the ledger changes: the row, its history and the record that tells others are written
 * in the current transaction, or none of them is.
 */
@ApplicationScoped
class ChangeRepository {

    private static final String LOST = "LOST";

    private final OutboxRepository outbox;
    private final SettlementMetrics metrics;

    ChangeRepository(OutboxRepository outbox, SettlementMetrics metrics) {
        this.outbox = outbox;
        this.metrics = metrics;
    }

    /** Adds a row to the ledger. */
    Uni<Void> add(SettlementRow row, Instant now) {
        row.write(LedgerEntry.NEW, now);
        return Panache.getSession()
                .chain(session -> session.persist(row))
                .chain(() -> tell(row, null, ChangeCause.REGISTERED, now));
    }

    /** Writes the entry to its row, unless the row says the same already. */
    Uni<Void> save(SettlementRow row, LedgerEntry entry, ChangeCause cause, Instant now) {
        if (entry.equals(row.entry())) {
            return Uni.createFrom().voidItem();
        }
        SettlementState from = row.state;
        row.write(entry, now);
        return tell(row, from, cause, now);
    }

    /** Keeps an attempt whose outcome is known. */
    Uni<Void> answered(Dispatch dispatch, Answer answer, Duration duration, Instant now) {
        SettlementAttemptRow attempt = new SettlementAttemptRow();
        attempt.settlementId = dispatch.settlementId();
        attempt.attempt = dispatch.attempt();
        attempt.requestDigest = dispatch.requestDigest();
        attempt.outcome = answer.reaction().name();
        attempt.answerCode = answer.code();
        attempt.answerText = answer.text();
        attempt.durationMillis = duration.toMillis();
        attempt.recordedAt = now;
        return Panache.getSession().chain(session -> session.persist(attempt));
    }

    /** Keeps an attempt whose sender is gone. */
    Uni<Void> lost(SettlementRow row, Instant now) {
        SettlementAttemptRow attempt = new SettlementAttemptRow();
        attempt.settlementId = row.settlementId;
        attempt.attempt = row.attempts;
        attempt.requestDigest = Objects.requireNonNullElse(row.requestDigest, "");
        attempt.outcome = LOST;
        attempt.answerCode = "";
        attempt.answerText = "";
        attempt.recordedAt = now;
        return Panache.getSession().chain(session -> session.persist(attempt));
    }

    private Uni<Void> tell(SettlementRow row, @Nullable SettlementState from, ChangeCause cause, Instant now) {
        if (from != row.state) {
            metrics.changed(row.gateway, row.state);
        }
        String id = row.settlementId.toString();
        CloudEvent attributes = CloudEvent.of(
                NameBasedId.of(row.settlementId, Long.toString(row.revision)).toString(),
                "/waymark/notifier",
                "waymark.settlement.v1",
                row.shipmentId.toString(),
                now);
        return Panache.getSession()
                .chain(session -> session.persist(change(row, from, cause, now)))
                .chain(() -> outbox.add(Topics.SETTLEMENTS, id, row.settlement(), attributes));
    }

    private static SettlementChangeRow change(
            SettlementRow row, @Nullable SettlementState from, ChangeCause cause, Instant now) {
        SettlementChangeRow change = new SettlementChangeRow();
        change.settlementId = row.settlementId;
        change.revision = row.revision;
        change.changedAt = now;
        change.from = from;
        change.to = row.state;
        change.cause = cause;
        change.reason = row.reason;
        change.attempts = row.attempts;
        change.evidenceEventId = row.evidenceEventId;
        change.evidenceRule = row.evidenceRule;
        change.evidenceSource = row.evidenceSource;
        return change;
    }
}
