package io.waymark.notifier.settlement;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.waymark.contract.GatewayView;
import io.waymark.contract.SettlementAttempt;
import io.waymark.contract.SettlementState;
import io.waymark.gateways.Gateways;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.UUID;

/**
 * What the ledger does. Labels are ours: nothing that a merchant or a gateway chose.
 *
 * <pre>
 *   settlement_changes_total{state="SENDING"} = settlement_attempts_total + attempts under way + attempts lost
 * </pre>
 */
@ApplicationScoped
class SettlementMetrics {

    private final MeterRegistry registry;

    SettlementMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A new row. */
    void opened(String gateway, SettlementState state) {
        registry.counter("settlement_changes", "gateway", known(gateway), "state", state.name())
                .increment();
    }

    /** A change of a row; what somebody must know of is logged too. */
    void changed(String gateway, LedgerEntry before, LedgerEntry after, UUID settlementId) {
        if (before.state().name() != after.state().name()) {
            opened(gateway, after.state().name());
        }
        if (after.state() instanceof LedgerState.ReversalAlert alert
                && !(before.state() instanceof LedgerState.ReversalAlert)) {
            Log.errorf("somebody must act gateway=%s settlement=%s reason=%s", gateway, settlementId, alert.reason());
        }
        if (isHeldFor(HoldCause.OTHER_NUMBER, after) && !isHeldFor(HoldCause.OTHER_NUMBER, before)) {
            Log.errorf("gateway has another number on record gateway=%s settlement=%s", gateway, settlementId);
        }
        if (isHeldFor(HoldCause.UNKNOWN_CARRIER, after) && !isHeldFor(HoldCause.UNKNOWN_CARRIER, before)) {
            registry.counter("settlement_unknown_carriers", "gateway", known(gateway))
                    .increment();
            Log.errorf("gateway's code of a carrier is not known gateway=%s settlement=%s", gateway, settlementId);
        }
        if (differs(after.particulars()) && !differs(before.particulars())) {
            registry.counter("settlement_differences", "gateway", known(gateway))
                    .increment();
            Log.warnf("gateway's record differs from ours gateway=%s settlement=%s", gateway, settlementId);
        }
        deadlineTold(
                gateway, before.particulars().deadline(), after.particulars().deadline(), settlementId);
    }

    private static boolean differs(Particulars particulars) {
        GatewayView view = particulars.view();
        return view != null && !view.agrees();
    }

    private void deadlineTold(String gateway, Deadline before, Deadline deadline, UUID settlementId) {
        if (deadline.overdue() && !before.overdue()) {
            deadline(gateway, 0, settlementId);
        } else if (!Objects.equals(deadline.alarm(), before.alarm())) {
            deadline(gateway, requireNonNull(deadline.alarm()), settlementId);
        }
    }

    private static boolean isHeldFor(HoldCause cause, LedgerEntry entry) {
        return entry.state() instanceof LedgerState.Held held && held.cause() == cause;
    }

    private void deadline(String gateway, int days, UUID settlementId) {
        registry.counter("settlement_deadline_alarms", "gateway", known(gateway), "days", Integer.toString(days))
                .increment();
        Log.warnf("deadline of a settlement gateway=%s settlement=%s days=%d", gateway, settlementId, days);
    }

    /** A call that has ended. */
    void called(String gateway, Outcome outcome) {
        String counter =
                outcome.kind() == SettlementAttempt.Kind.UPLOAD ? "settlement_attempts" : "settlement_inquiries";
        registry.counter(counter, "gateway", known(gateway), "outcome", outcome.name())
                .increment();
    }

    /** An answer that nobody has taught us to read: an alert rests on this. */
    void alarmed(String gateway) {
        registry.counter("settlement_unknown_codes", "gateway", known(gateway)).increment();
    }

    private static String known(String gateway) {
        return Gateways.find(gateway).isPresent() ? gateway : "other";
    }
}
