package io.waymark.normalizer.status;

import static io.waymark.contract.ShipmentStatus.DELIVERED;
import static io.waymark.contract.ShipmentStatus.DELIVERY_FAILED;
import static io.waymark.contract.ShipmentStatus.EXCEPTION;
import static io.waymark.contract.ShipmentStatus.RETURNED;
import static io.waymark.contract.ShipmentStatus.RETURNING;

import io.waymark.carriers.Meaning;
import io.waymark.contract.Flag;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a set of scans means: one pass over them from the oldest to the newest.
 *
 * <p>A scan moves the status where the transition table allows it. The first return scan opens the return leg, which
 * stays open: while it is, movement keeps RETURNING, a signature that does not name the recipient's side is the
 * sender's (RETURNED), and one that does withdraws the return (DELIVERED).
 */
final class Derivation {

    /**
     * Oldest first: by leg, time, who is believed, place in the history, and stage; the id settles what is left, so that
     * the order is total.
     */
    private final Comparator<KnownScan> oldestFirst = Comparator.<KnownScan>comparingInt(
                    scan -> scan.telling().legRank())
            .thenComparing(scan -> scan.telling().occurredAt().toInstant())
            .thenComparingInt(scan -> scan.provider().priority())
            .thenComparingInt(KnownScan::position)
            .thenComparing(this::stage)
            .thenComparing(KnownScan::id);

    private final MeaningTable meanings;
    private final Map<UUID, SubStatus> readings = new LinkedHashMap<>();
    private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
    private SubStatus current = SubStatus.AWAITING_FIRST_EVENT;
    private boolean returnLeg;
    private @Nullable OffsetDateTime deliveredAt;
    private @Nullable OffsetDateTime lastEventAt;
    private @Nullable UUID decidedBy;

    private Derivation(MeaningTable meanings) {
        this.meanings = meanings;
    }

    /**
     * The outcome of a set of scans; their order does not matter.
     *
     * @param scans those that count
     */
    static Outcome of(Collection<KnownScan> scans, MeaningTable meanings) {
        Derivation derivation = new Derivation(meanings);
        List<KnownScan> ordered = scans.stream().sorted(derivation.oldestFirst).toList();
        ordered.forEach(derivation::take);
        return derivation.outcome();
    }

    private Outcome outcome() {
        return new Outcome(current, flags, deliveredAt, lastEventAt, decidedBy, readings);
    }

    private void take(KnownScan scan) {
        Meaning meaning = meanings.of(scan);
        lastEventAt = scan.telling().occurredAt();
        if (!meaning.known()) {
            flags.add(Flag.UNKNOWN_CODE);
        }
        if (scan.telling().assumedZone()) {
            flags.add(Flag.ASSUMED_TIME_ZONE);
        }
        SubStatus next = inContext(meaning);
        readings.put(scan.id(), next);
        move(next, scan);
    }

    /** What the scan means at its place: a code that says nothing keeps the status; see the class for the return leg. */
    private SubStatus inContext(Meaning meaning) {
        SubStatus next = meaning.subStatus().orElse(current);
        boolean sendersSignature = returnLeg && next.status() == DELIVERED && !meaning.withdrawsReturn();
        return sendersSignature && meaning.subStatus().isPresent() ? SubStatus.RETURN_SIGNED : next;
    }

    private void move(SubStatus next, KnownScan scan) {
        ShipmentStatus from = current.status();
        ShipmentStatus to = next.status();
        if (from == DELIVERED && (to == RETURNING || to == RETURNED)) {
            flags.add(Flag.RETURNED_AFTER_DELIVERY);
        }
        returnLeg |= to == RETURNING;
        if (isGoingBack(from) && (to.isMovement() || to == DELIVERY_FAILED)) {
            decide(SubStatus.RETURNING, scan);
        } else if (from == DELIVERED && to.isMovement()) {
            flags.add(Flag.POST_DELIVERY_SCAN);
        } else if (from.allows(to) || (isGoingBack(from) && to == DELIVERED)) {
            enter(next, scan);
        } else {
            flags.add(Flag.ILLEGAL_TRANSITION);
        }
    }

    private boolean isGoingBack(ShipmentStatus from) {
        return returnLeg && (from == RETURNING || from == EXCEPTION);
    }

    private void enter(SubStatus next, KnownScan scan) {
        decide(next, scan);
        if (next.status() == DELIVERED && deliveredAt == null) {
            deliveredAt = scan.telling().occurredAt();
        }
    }

    /** The last scan that says what the status is has decided it; a code that says nothing has not. */
    private void decide(SubStatus next, KnownScan scan) {
        boolean saysSo = meanings.of(scan).subStatus().filter(next::equals).isPresent();
        if (next != current || saysSo) {
            decidedBy = scan.id();
        }
        current = next;
    }

    private ShipmentStatus stage(KnownScan scan) {
        return meanings.of(scan).subStatus().map(SubStatus::status).orElse(ShipmentStatus.PENDING);
    }
}
