package io.waymark.notifier.settlement;

import io.waymark.notifier.gateway.Gateways;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The pure rules, with the settings they need, and the clock they are asked by. */
class RulesConfig {

    @Produces
    @Singleton
    SettlementPolicy policy(SettlementConfig config) {
        return new SettlementPolicy(
                PaymentRule.onDelivery(config.acceptedSubStatuses(), config.acceptedEvidence(), config.hold()));
    }

    @Produces
    @Singleton
    AttemptRules attemptRules(RetryConfig retry, SettlementConfig config) {
        return new AttemptRules(
                new RetrySchedule(retry.base(), retry.ceiling()), config.lease(), retry.unknownCodePatience());
    }

    @Produces
    @Singleton
    EvaluationRules evaluationRules(SettlementPolicy policy, Gateways gateways) {
        return new EvaluationRules(policy, gateways);
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
