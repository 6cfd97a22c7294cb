package io.waymark.notifier.settlement;

import io.quarkus.runtime.StartupEvent;
import io.waymark.gateways.CarrierCrosswalk;
import io.waymark.notifier.gateway.Accounts;
import io.waymark.notifier.gateway.GatewayConfig;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** The pure rules, with the settings they need, and the clock they are asked by. */
class RulesConfig {

    /** Stops the start if an attempt could outlive its lease: two senders would then make it at one time. */
    void check(@Observes StartupEvent event, SettlementConfig settlement, GatewayConfig gateway) {
        checkLease(settlement.lease(), gateway.connectTimeout(), gateway.readTimeout());
    }

    static void checkLease(Duration lease, Duration connectTimeout, Duration readTimeout) {
        if (lease.compareTo(connectTimeout.plus(readTimeout)) <= 0) {
            throw new IllegalStateException("WAYMARK_SETTLEMENT_LEASE is " + lease
                    + "; it must be longer than WAYMARK_GATEWAY_CONNECT_TIMEOUT (" + connectTimeout
                    + ") and WAYMARK_GATEWAY_READ_TIMEOUT (" + readTimeout + ") together");
        }
    }

    @Produces
    @Singleton
    Rulebook rulebook(SettlementConfig settlement, RetryConfig retry, Accounts accounts, CarrierCrosswalk crosswalk) {
        PaymentRule onDelivery = PaymentRule.onDelivery(
                settlement.acceptedSubStatuses(), settlement.acceptedEvidence(), settlement.hold());
        AttemptRules attempts = new AttemptRules(
                new RetrySchedule(retry.base(), retry.ceiling()), settlement.lease(), retry.unknownCodePatience());
        return new Rulebook(new SettlementPolicy(onDelivery), accounts, crosswalk, attempts);
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
