package io.waymark.normalizer.status;

import io.waymark.contract.Flag;
import io.waymark.contract.SubStatus;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a shipment's oldest scans once there are too many to keep: where the fold had come to after the last of
 * them, and a fingerprint of each, by which a repeat is recognised. The fold goes on from there.
 *
 * @param subStatus the status in detail after the last of them
 * @param returnLeg whether one of them began a return
 * @param flags what they gave rise to
 * @param deliveredAt the earliest delivering scan among them; null if none
 * @param lastEventAt when the last of them happened; null if there are none, or none that counted
 * @param legRank the leg of the last of them, as {@link Telling#legRank}
 * @param decidedBy the id of the scan among them that gave the status; null if none
 * @param fingerprints the upper 64 bits of each one's id
 */
record Folded(
        SubStatus subStatus,
        boolean returnLeg,
        Set<Flag> flags,
        @Nullable OffsetDateTime deliveredAt,
        @Nullable OffsetDateTime lastEventAt,
        int legRank,
        @Nullable UUID decidedBy,
        SortedSet<Long> fingerprints) {

    /** No scan was folded away. */
    static final Folded NOTHING = new Folded(
            SubStatus.AWAITING_FIRST_EVENT,
            false,
            Collections.unmodifiableSet(EnumSet.noneOf(Flag.class)),
            null,
            null,
            0,
            null,
            Collections.emptySortedSet());

    boolean isEmpty() {
        return fingerprints.isEmpty();
    }

    /** Whether the scan with that id is one of them. */
    boolean contains(UUID id) {
        return fingerprints.contains(id.getMostSignificantBits());
    }

    /** Whether a scan lies before the end of what was folded, so that the fold can no longer pass its place. */
    boolean endsAfter(Telling telling) {
        if (lastEventAt == null || telling.legRank() != legRank) {
            return lastEventAt != null && telling.legRank() < legRank;
        }
        return telling.occurredAt().isBefore(lastEventAt);
    }

    /** With the fingerprints of scans that were folded besides. */
    Folded with(Iterable<KnownScan> scans) {
        SortedSet<Long> all = new TreeSet<>(fingerprints);
        scans.forEach(scan -> all.add(scan.id().getMostSignificantBits()));
        return new Folded(subStatus, returnLeg, flags, deliveredAt, lastEventAt, legRank, decidedBy, all);
    }
}
