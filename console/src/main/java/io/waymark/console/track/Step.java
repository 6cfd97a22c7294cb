package io.waymark.console.track;

import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** How far a parcel has come, in the steps that a customer thinks in. */
public enum Step {
    ORDERED,
    PICKED_UP,
    IN_TRANSIT,
    OUT_FOR_DELIVERY,
    READY_FOR_PICKUP,
    DELIVERED;

    private static final List<Step> TO_THE_DOOR = List.of(ORDERED, PICKED_UP, IN_TRANSIT, OUT_FOR_DELIVERY, DELIVERED);
    private static final List<Step> TO_A_STATION = List.of(ORDERED, PICKED_UP, IN_TRANSIT, READY_FOR_PICKUP, DELIVERED);

    /**
     * A step as the page shows it.
     *
     * @param isReached whether the parcel has come so far
     * @param isPresent whether it is there now
     */
    public record Shown(Step step, boolean isReached, boolean isPresent) {}

    /**
     * The steps of a parcel. A status that says nothing of how far it has come, such as an exception, leaves it where its
     * scans saw it; none at all once it will not be delivered.
     */
    static List<Shown> of(ShipmentStatus status, SubStatus subStatus, Collection<SubStatus> seen) {
        if (Mood.of(status) == Mood.BACK) {
            return List.of();
        }
        Optional<Step> last = reached(subStatus)
                .or(() -> seen.stream().flatMap(scan -> reached(scan).stream()).max(Step::compareTo));
        List<Step> way = last.filter(READY_FOR_PICKUP::equals).isPresent() ? TO_A_STATION : TO_THE_DOOR;
        return way.stream()
                .map(step -> new Shown(
                        step,
                        last.filter(reached -> step.compareTo(reached) <= 0).isPresent(),
                        last.filter(step::equals).isPresent()))
                .toList();
    }

    private static Optional<Step> reached(SubStatus subStatus) {
        return switch (subStatus.status()) {
            case INFO_RECEIVED -> Optional.of(ORDERED);
            case IN_TRANSIT -> Optional.of(subStatus == SubStatus.PICKED_UP ? PICKED_UP : IN_TRANSIT);
            case OUT_FOR_DELIVERY, DELIVERY_FAILED -> Optional.of(OUT_FOR_DELIVERY);
            case AVAILABLE_FOR_PICKUP -> Optional.of(READY_FOR_PICKUP);
            case DELIVERED -> Optional.of(DELIVERED);
            case PENDING, NOT_FOUND, EXCEPTION, RETURNING, RETURNED, CANCELLED -> Optional.empty();
        };
    }
}
