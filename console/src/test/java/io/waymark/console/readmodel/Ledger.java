package io.waymark.console.readmodel;

import io.waymark.contract.GatewayView;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.Settlement;
import io.waymark.contract.SettlementAttempt;
import io.waymark.contract.SettlementBinding;
import io.waymark.contract.SettlementChange;
import io.waymark.contract.SettlementEvidence;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the notifier would publish about one settlement, grown step by step; each method gives a further record. */
public record Ledger(
        String merchant,
        String number,
        SettlementState state,
        String holdCause,
        Instant deadline,
        String amount,
        GatewayView view,
        SettlementEvidence evidence,
        List<SettlementChange> changes,
        List<SettlementAttempt> attempts,
        long revision) {

    public static final Instant AT = Instant.parse("2023-06-30T08:05:04Z");

    /** Of a number of STO's for which a payment at Onerway waits. */
    public static Ledger of(String merchant, String number) {
        return new Ledger(
                merchant, number, SettlementState.OWED, null, null, null, null, null, List.of(), List.of(), 1);
    }

    public static UUID id(String number) {
        return SettlementBinding.idOf("onerway", "T" + number, number);
    }

    public UUID id() {
        return id(number);
    }

    public Ledger to(SettlementState next, String cause, String reason) {
        return changed(next, holdCause, cause, reason, null);
    }

    public Ledger held(String why) {
        return changed(SettlementState.HELD, why, "FACTS", "held", null);
    }

    /** @param refusal null if it was carried out */
    public Ledger ordered(String commandId, SettlementState next, @Nullable String refusal) {
        return changed(
                next,
                next == SettlementState.HELD ? "OPERATOR" : null,
                "ORDER",
                refusal == null ? "as ordered" : "",
                new SettlementChange.Order(commandId, "acme/key-1", "the shop asked for it", refusal));
    }

    public Ledger due(Instant at) {
        return with(at, amount, view, evidence, attempts);
    }

    public Ledger worth(String sar) {
        return with(deadline, sar, view, evidence, attempts);
    }

    public Ledger seen(boolean agrees) {
        return with(deadline, amount, new GatewayView(number, null, "InTransit", AT, agrees), evidence, attempts);
    }

    public Ledger proven(String source) {
        SettlementEvidence scan = new SettlementEvidence(
                NameBasedId.of(ShipmentId.of("sto", number).value(), "event:2"), AT, "kuaidi100:301", source);
        return with(deadline, amount, view, scan, attempts);
    }

    public Ledger attempted(String outcome, String code, String text) {
        List<SettlementAttempt> more = new ArrayList<>(attempts);
        more.add(new SettlementAttempt(
                more.size() + 1, SettlementAttempt.Kind.UPLOAD, AT, "ab".repeat(32), outcome, code, text, 12L));
        return with(deadline, amount, view, evidence, more);
    }

    public Settlement settlement() {
        return new Settlement(
                id(),
                merchant,
                ShipmentId.of("sto", number),
                "onerway",
                "T" + number,
                number,
                state,
                changes.isEmpty() ? "" : changes.get(changes.size() - 1).reason(),
                attempts.size(),
                evidence == null ? null : evidence.eventId(),
                false,
                AT,
                revision,
                "sto",
                holdCause,
                null,
                evidence,
                deadline,
                null,
                amount == null ? null : new BigDecimal(amount),
                amount == null ? null : "SAR",
                view,
                changes,
                attempts);
    }

    public Ledger publish() {
        new TopicWriter(SharedKafka.bootstrapServers()).write(Topics.SETTLEMENTS, id().toString(), settlement());
        return this;
    }

    private Ledger changed(
            SettlementState next, String why, String cause, String reason, SettlementChange.Order order) {
        List<SettlementChange> more = new ArrayList<>(changes);
        more.add(new SettlementChange(revision + 1, AT, state, next, cause, reason, order));
        return new Ledger(merchant, number, next, why, deadline, amount, view, evidence, more, attempts, revision + 1);
    }

    private Ledger with(
            Instant due, String sar, GatewayView seen, SettlementEvidence scan, List<SettlementAttempt> calls) {
        return new Ledger(merchant, number, state, holdCause, due, sar, seen, scan, changes, calls, revision + 1);
    }
}
