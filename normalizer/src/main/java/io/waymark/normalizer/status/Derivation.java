package io.waymark.normalizer.status;

import static io.waymark.contract.ShipmentStatus.DELIVERED;
import static io.waymark.contract.ShipmentStatus.DELIVERY_FAILED;
import static io.waymark.contract.ShipmentStatus.EXCEPTION;
import static io.waymark.contract.ShipmentStatus.RETURNED;
import static io.waymark.contract.ShipmentStatus.RETURNING;

import io.waymark.carriers.Meaning;
import io.waymark.carriers.ProviderId;
import io.waymark.contract.Flag;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.HashSet;
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
 * sender's (RETURNED), and one that does withdraws the return (DELIVERED). Where two providers tell of one moment, the
 * one that is believed more decides, and what the other says is evidence only. Once the country of destination tells of a
 * parcel, whoever signed for it in the country of origin took it over: the recipient is not there.
 *
 * <p>The pass begins where the scans that are kept no longer left off. Of a scan that is older than that only what
 * decides a parcel's end counts, as if it had happened there.
 */
final class Derivation {

    /** What a scan that comes too late for its place can still change. */
    private static final Set<ShipmentStatus> ENDS = EnumSet.of(DELIVERED, RETURNING, RETURNED);

    private final Folded start;

    /** Who tells of the parcel in its country of destination. */
    private final Set<ProviderId> abroad = EnumSet.noneOf(ProviderId.class);

    private final Map<UUID, SubStatus> readings = new LinkedHashMap<>();
    private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
    private SubStatus current;
    private boolean returnLeg;
    private @Nullable OffsetDateTime deliveredAt;
    private @Nullable OffsetDateTime lastEventAt;
    private int legRank;
    private @Nullable UUID decidedBy;
    private final Set<UUID> illegal = new HashSet<>();

    private Derivation(Folded start, List<Placed> ordered) {
        this.start = start;
        ordered.stream()
                .map(Placed::scan)
                .filter(scan -> scan.telling().legRank() > 0)
                .forEach(scan -> abroad.add(scan.provider()));
        flags.addAll(start.flags());
        current = start.subStatus();
        returnLeg = start.returnLeg();
        deliveredAt = start.deliveredAt();
        lastEventAt = start.lastEventAt();
        legRank = start.legRank();
        decidedBy = start.decidedBy();
    }

    /**
     * The outcome of a set of scans.
     *
     * @param start what is left of older ones that are kept no longer
     * @param ordered those that count, oldest first
     */
    static Outcome of(Folded start, List<Placed> ordered) {
        Derivation derivation = new Derivation(start, ordered);
        derivation.take(ordered, ordered.size());
        return new Outcome(
                derivation.current,
                derivation.flags,
                derivation.deliveredAt,
                derivation.lastEventAt,
                derivation.decidedBy,
                derivation.readings,
                derivation.illegal);
    }

    /** Where the pass has come to after the first {@code number} scans; the fingerprints are still those of the start. */
    static Folded after(Folded start, List<Placed> ordered, int number) {
        Derivation derivation = new Derivation(start, ordered);
        derivation.take(ordered, number);
        return new Folded(
                derivation.current,
                derivation.returnLeg,
                derivation.flags,
                derivation.deliveredAt,
                derivation.lastEventAt,
                derivation.legRank,
                derivation.decidedBy,
                start.fingerprints());
    }

    private void take(List<Placed> ordered, int number) {
        for (int i = 0; i < number; i++) {
            take(ordered.get(i), isOverruled(ordered, i));
        }
    }

    private static boolean isOverruled(List<Placed> ordered, int index) {
        Placed placed = ordered.get(index);
        for (int i = index + 1; i < ordered.size() && placed.isOfTheMomentOf(ordered.get(i)); i++) {
            if (placed.yieldsTo(ordered.get(i))) {
                return true;
            }
        }
        return false;
    }

    private void take(Placed placed, boolean overruled) {
        KnownScan scan = placed.scan();
        Meaning meaning = placed.meaning();
        if (!meaning.known()) {
            flags.add(Flag.UNKNOWN_CODE);
        }
        if (scan.telling().assumedZone()) {
            flags.add(Flag.ASSUMED_TIME_ZONE);
        }
        SubStatus next = inContext(meaning, scan);
        readings.put(scan.id(), next);
        boolean passed = start.endsAfter(scan.telling());
        if (!passed) {
            lastEventAt = scan.telling().occurredAt();
            legRank = scan.telling().legRank();
        }
        if (!overruled && (!passed || ENDS.contains(next.status()))) {
            move(next, placed);
        }
    }

    /** What the scan means at its place: a code that says nothing keeps the status; see the class for the rest. */
    private SubStatus inContext(Meaning meaning, KnownScan scan) {
        SubStatus next = meaning.subStatus().orElse(current);
        if (next.status() != DELIVERED || meaning.subStatus().isEmpty()) {
            return next;
        }
        if (isBeforeDestination(scan)) {
            return SubStatus.HANDED_OVER;
        }
        return returnLeg && !meaning.withdrawsReturn() ? SubStatus.RETURN_SIGNED : next;
    }

    /** Another provider's history without legs may well be that of the destination's carrier. */
    private boolean isBeforeDestination(KnownScan scan) {
        return switch (scan.telling().leg()) {
            case ORIGIN -> start.legRank() > 0 || !abroad.isEmpty();
            case SINGLE -> abroad.contains(scan.provider());
            case DESTINATION -> false;
        };
    }

    private void move(SubStatus next, Placed placed) {
        ShipmentStatus from = current.status();
        ShipmentStatus to = next.status();
        if (from == DELIVERED && (to == RETURNING || to == RETURNED)) {
            flags.add(Flag.RETURNED_AFTER_DELIVERY);
        }
        returnLeg |= to == RETURNING;
        if (isGoingBack(from) && (to.isMovement() || to == DELIVERY_FAILED)) {
            decide(SubStatus.RETURNING, placed);
        } else if (from == DELIVERED && to.isMovement()) {
            flags.add(Flag.POST_DELIVERY_SCAN);
        } else if (from.allows(to) || (isGoingBack(from) && to == DELIVERED)) {
            enter(next, placed);
        } else {
            flags.add(Flag.ILLEGAL_TRANSITION);
            illegal.add(placed.scan().id());
        }
    }

    private boolean isGoingBack(ShipmentStatus from) {
        return returnLeg && (from == RETURNING || from == EXCEPTION);
    }

    private void enter(SubStatus next, Placed placed) {
        decide(next, placed);
        if (next.status() == DELIVERED && deliveredAt == null) {
            deliveredAt = placed.scan().telling().occurredAt();
        }
    }

    /** The last scan that says what the status is has decided it; a code that says nothing has not. */
    private void decide(SubStatus next, Placed placed) {
        boolean saysSo = placed.meaning().subStatus().filter(next::equals).isPresent();
        if (next != current || saysSo) {
            decidedBy = placed.scan().id();
        }
        current = next;
    }
}
