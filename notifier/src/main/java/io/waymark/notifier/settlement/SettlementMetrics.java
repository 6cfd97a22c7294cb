package io.waymark.notifier.settlement;

import io.micrometer.core.instrument.MeterRegistry;
import io.waymark.contract.SettlementState;
import io.waymark.gateways.Reaction;
import jakarta.enterprise.context.ApplicationScoped;

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

    void changed(String gateway, SettlementState state) {
        registry.counter("settlement_changes", "gateway", known(gateway), "state", state.name())
                .increment();
    }

    void attempted(String gateway, Reaction outcome) {
        registry.counter("settlement_attempts", "gateway", known(gateway), "outcome", outcome.name())
                .increment();
    }

    /** An answer that nobody has taught us to read: an alert rests on this. */
    void alarmed(String gateway) {
        registry.counter("settlement_unknown_codes", "gateway", known(gateway)).increment();
    }

    private static String known(String gateway) {
        return gateway.equals("onerway") || gateway.equals("asiabill") ? gateway : "other";
    }
}
