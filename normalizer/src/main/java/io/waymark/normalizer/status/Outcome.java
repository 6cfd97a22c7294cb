package io.waymark.normalizer.status;

import io.waymark.contract.Flag;
import io.waymark.contract.SubStatus;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a set of scans means.
 *
 * @param subStatus the status in detail
 * @param flags what a person should know
 * @param deliveredAt the earliest delivering scan that stands; null if none
 * @param lastEventAt when the last scan in order happened; null without scans
 * @param decidedBy the scan that gave the status; null without scans
 * @param readings what each scan means at its place, oldest first, by the scan's id
 * @param illegal the scans that the transition table did not allow
 */
record Outcome(
        SubStatus subStatus,
        Set<Flag> flags,
        @Nullable OffsetDateTime deliveredAt,
        @Nullable OffsetDateTime lastEventAt,
        @Nullable UUID decidedBy,
        Map<UUID, SubStatus> readings,
        Set<UUID> illegal) {}
