package io.waymark.notifier.settlement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.waymark.contract.Evidence;
import io.waymark.contract.SubStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What may be uploaded when, and how the sender works. */
@ConfigMapping(prefix = "waymark.settlement")
public interface SettlementConfig {

    /**
     * Wait between recording the delivering scan and the upload. Longer leaves time for a correction by the carrier,
     * and the merchant waits longer for the money.
     */
    @WithDefault("PT4H")
    Duration hold();

    /**
     * How long after the proof the upload waits for a payment that the gateway has reported, but not as final. Gateways
     * repeat a notice for an hour or more; Onerway refuses an upload that comes too soon with 40001, which costs a retry.
     */
    @WithDefault("PT6H")
    Duration whilePending();

    /** Sub-statuses of DELIVERED that count as handed to the customer. */
    @WithDefault("SIGNED,SIGNED_BY_RECIPIENT,SIGNED_AFTER_EXCEPTION")
    Set<SubStatus> acceptedSubStatuses();

    /** How a delivering scan may have come to us. */
    @WithDefault("SIGNED_PUSH,PULL")
    Set<Evidence> acceptedEvidence();

    /**
     * A policy whose rows replace those of the shipped {@code settlement-policy.csv} for the same gateway and method. The
     * service does not start with one that it does not understand.
     */
    Optional<Path> policyFile();

    /** How often due rows are looked for, besides right after a fact made one due. */
    @WithDefault("PT0.2S")
    Duration tick();

    /**
     * How long an attempt may stay without an outcome before its sender counts as gone. Longer delays the repair after
     * a crash. The service does not start with one that is not longer than connect and read time-out together.
     */
    @WithDefault("PT20S")
    Duration lease();

    /** How often rows are looked for whose gateway's deadline comes near or has passed. Longer tells of them later. */
    @WithDefault("PT1M")
    Duration sweep();

    /**
     * How long facts are kept that no open settlement rests on: scans, statuses, registrations and payments. The ledger itself
     * is kept for good.
     */
    @WithDefault("P400D")
    Duration factsKept();

    /** How often the totals of what waits are added up. */
    @WithDefault("PT30S")
    Duration totals();
}
