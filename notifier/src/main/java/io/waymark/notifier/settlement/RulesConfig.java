package io.waymark.notifier.settlement;

import io.waymark.notifier.gateway.Gateways;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The pure rules, with the settings they need, and the clock they are asked by. */
class RulesConfig {

    @Produces
    @Singleton
    Rulebook rulebook(SettlementConfig settlement, RetryConfig retry, Gateways gateways) {
        PaymentRule onDelivery = PaymentRule.onDelivery(
                settlement.acceptedSubStatuses(), settlement.acceptedEvidence(), settlement.hold());
        AttemptRules attempts = new AttemptRules(
                new RetrySchedule(retry.base(), retry.ceiling()), settlement.lease(), retry.unknownCodePatience());
        return new Rulebook(new SettlementPolicy(onDelivery), gateways, attempts);
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
