package io.waymark.notifier.settlement;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.waymark.contract.GatewayView;
import io.waymark.contract.SettlementAttempt;
import io.waymark.contract.SettlementState;
import io.waymark.gateways.Gateway;
import io.waymark.gateways.Gateways;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What the ledger does. Labels are ours: nothing that a merchant or a gateway chose.
 *
 * <pre>
 *   settlement_changes_total{state="SENDING"} = settlement_attempts_total + attempts under way + attempts lost
 * </pre>
 *
 * <p>{@code settlement_upload_seconds}, a histogram: from when Waymark recorded the scan that an upload rests on until the
 * gateway had it, the hold included.
 */
@Startup
@ApplicationScoped
class SettlementMetrics {

    private static final String GATEWAY = "gateway";

    private static final Duration[] BUCKETS = Stream.of(
                    "PT1M", "PT10M", "PT1H", "PT4H", "PT5H", "PT6H", "PT8H", "PT12H", "P1D", "P3D", "P7D", "P30D")
            .map(Duration::parse)
            .toArray(Duration[]::new);

    /** What alerts look at; it begins at nought, since they see no rise of what was not there before. */
    private static final List<String> ALARMING =
            List.of("settlement_unknown_codes", "settlement_unknown_carriers", "settlement_differences");

    private final MeterRegistry registry;

    SettlementMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Gateway gateway : Gateways.ALL) {
            ALARMING.forEach(name -> registry.counter(name, GATEWAY, gateway.id()));
            Stream.of(SettlementState.values()).forEach(state -> changes(gateway.id(), state));
            Stream.concat(Deadline.ALARMS.stream(), Stream.of(0)).forEach(days -> deadlines(gateway.id(), days));
            uploads(gateway.id());
        }
    }

    /** A new row. */
    void opened(String gateway, SettlementState state) {
        changes(gateway, state).increment();
    }

    /** The gateway has come to have the proof. */
    void acknowledged(String gateway, Proof proof, Instant now) {
        Duration taken = Duration.between(proof.recordedAt(), now);
        uploads(gateway).record(taken.isNegative() ? Duration.ZERO : taken);
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
            registry.counter("settlement_unknown_carriers", GATEWAY, known(gateway))
                    .increment();
            Log.errorf("gateway's code of a carrier is not known gateway=%s settlement=%s", gateway, settlementId);
        }
        if (differs(after.particulars()) && !differs(before.particulars())) {
            registry.counter("settlement_differences", GATEWAY, known(gateway)).increment();
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
        deadlines(gateway, days).increment();
        Log.warnf("deadline of a settlement gateway=%s settlement=%s days=%d", gateway, settlementId, days);
    }

    /** A call that has ended. */
    void called(String gateway, Outcome outcome) {
        String counter =
                outcome.kind() == SettlementAttempt.Kind.UPLOAD ? "settlement_attempts" : "settlement_inquiries";
        registry.counter(counter, GATEWAY, known(gateway), "outcome", outcome.name())
                .increment();
    }

    /** An answer that nobody has taught us to read: an alert rests on this. */
    void alarmed(String gateway) {
        registry.counter("settlement_unknown_codes", GATEWAY, known(gateway)).increment();
    }

    private Counter changes(String gateway, SettlementState state) {
        return registry.counter("settlement_changes", GATEWAY, known(gateway), "state", state.name());
    }

    private Counter deadlines(String gateway, int days) {
        return registry.counter("settlement_deadline_alarms", GATEWAY, known(gateway), "days", Integer.toString(days));
    }

    private Timer uploads(String gateway) {
        return Timer.builder("settlement_upload")
                .description("From the proof of delivery to the gateway's having it")
                .tag(GATEWAY, known(gateway))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private static String known(String gateway) {
        return Gateways.find(gateway).isPresent() ? gateway : "other";
    }
}
