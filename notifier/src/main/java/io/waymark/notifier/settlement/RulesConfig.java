package io.waymark.notifier.settlement;

import io.quarkus.runtime.StartupEvent;
import io.waymark.gateways.CarrierCrosswalk;
import io.waymark.notifier.gateway.Accounts;
import io.waymark.notifier.gateway.GatewayConfig;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/** The pure rules, with the settings they need, and the clock they are asked by. */
class RulesConfig {

    private static final String SHIPPED = "settlement-policy.csv";

    /**
     * Stops the start if an attempt could outlive its lease, since two senders would then make it at one time; and, since
     * the rules are made for it, if one of their files cannot be read.
     */
    void check(@Observes StartupEvent event, SettlementConfig settlement, GatewayConfig gateway, Rulebook rules) {
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
    Rulebook rulebook(
            SettlementConfig settlement,
            RetryConfig retry,
            ReconcileConfig reconcile,
            Accounts accounts,
            CarrierCrosswalk crosswalk) {
        AttemptRules attempts = new AttemptRules(
                new RetrySchedule(retry.base(), retry.ceiling()), settlement.lease(), retry.unknownCodePatience());
        return new Rulebook(
                new SettlementPolicy(policy(settlement), settlement.whilePending()),
                accounts,
                crosswalk,
                attempts,
                new ReconcileRules(reconcile.after(), reconcile.every(), reconcile.until()));
    }

    /** The shipped policy, under the rows of the file that is configured. Either stops the start if it is wrong. */
    static PolicyTable policy(SettlementConfig config) {
        PolicyParser parser = new PolicyParser(config.acceptedSubStatuses(), config.acceptedEvidence(), config.hold());
        PolicyTable shipped = shippedPolicy(parser);
        return config.policyFile()
                .map(file -> shipped.overriddenBy(parser.parse(file.toString(), read(file))))
                .orElse(shipped);
    }

    /** The table that comes with this release. */
    static PolicyTable shippedPolicy(PolicyParser parser) {
        try (InputStream csv = RulesConfig.class.getResourceAsStream(SHIPPED)) {
            return parser.parse(
                    SHIPPED, new String(Objects.requireNonNull(csv, SHIPPED).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
