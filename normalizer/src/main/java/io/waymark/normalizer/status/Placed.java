package io.waymark.normalizer.status;

import io.waymark.carriers.Meaning;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A scan with what its code means, to be put in the order in which scans are folded.
 *
 * @param scan which
 * @param meaning what its code means by itself
 */
record Placed(KnownScan scan, Meaning meaning) {

    private static final Comparator<Placed> AT_ONE_MOMENT = Comparator.<Placed>comparingInt(
                    placed -> placed.scan.provider().priority())
            .thenComparingInt(placed -> placed.scan.position())
            .thenComparing(Placed::stage)
            .thenComparing(placed -> placed.scan.id());

    /**
     * By leg, time, who is believed, place in the history, and stage; the id settles what is left, so that the order is
     * total.
     */
    static final Comparator<Placed> OLDEST_FIRST = (one, other) -> {
        int byMoment = one.compareMoment(other);
        return byMoment != 0 ? byMoment : AT_ONE_MOMENT.compare(one, other);
    };

    /** The scans from the oldest to the newest. */
    static List<Placed> inOrder(Collection<KnownScan> scans, MeaningTable meanings) {
        return scans.stream()
                .map(scan -> new Placed(scan, meanings.of(scan)))
                .sorted(OLDEST_FIRST)
                .toList();
    }

    /** Whether both are told of one moment of one leg. */
    boolean isOfTheMomentOf(Placed other) {
        return compareMoment(other) == 0;
    }

    private int compareMoment(Placed other) {
        Telling mine = scan.telling();
        Telling theirs = other.scan.telling();
        int byLeg = Integer.compare(mine.legRank(), theirs.legRank());
        return byLeg != 0 ? byLeg : OffsetDateTime.timeLineOrder().compare(mine.occurredAt(), theirs.occurredAt());
    }

    /** Whether what the other says of the same moment stands in the place of this. */
    boolean yieldsTo(Placed other) {
        return other.scan.provider().priority() > scan.provider().priority()
                && other.meaning.subStatus().isPresent();
    }

    private ShipmentStatus stage() {
        return meaning.subStatus().map(SubStatus::status).orElse(ShipmentStatus.PENDING);
    }
}
