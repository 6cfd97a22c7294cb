package io.waymark.poller.plan;

import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.Tracking;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * When a number is not looked at any more. News that arrives all the same reopens it.
 *
 * @param terminal how long after its last scan a delivered or withdrawn parcel is still looked after
 * @param noEvents how long a provider may tell nothing of a parcel that it has told of
 * @param notFound how long after its registration a number may be unknown
 */
record StopRules(Duration terminal, Duration noEvents, Duration notFound) {

    /**
     * Why the number is not looked at any more; empty if it is.
     *
     * @param speed of the provider's parcels
     */
    Optional<EndReason> end(WatchFacts facts, Speed speed) {
        if (facts.tracking() == Tracking.NONE) {
            return Optional.of(EndReason.WITHDRAWN);
        }
        if (isOver(facts, speed)) {
            return Optional.of(EndReason.TERMINAL);
        }
        if (isAwaitedForProof(facts)) {
            return Optional.empty();
        }
        return facts.told()
                ? when(isLonger(facts.heardAt(), noEvents, facts, speed), EndReason.NO_EVENTS)
                : when(isLonger(facts.registeredAt(), notFound, facts, speed), EndReason.NOT_FOUND);
    }

    /** After a return nothing follows; after a delivery or a cancellation something may. */
    private boolean isOver(WatchFacts facts, Speed speed) {
        Instant last = Objects.requireNonNullElse(facts.lastEventAt(), facts.heardAt());
        return switch (facts.status()) {
            case RETURNED -> true;
            case DELIVERED, CANCELLED -> isLonger(last, terminal, facts, speed);
            default -> false;
        };
    }

    /** Whether a scan that comes yet would be the proof a settlement needs in time. */
    private static boolean isAwaitedForProof(WatchFacts facts) {
        return facts.owed() && facts.deadline() != null && facts.now().isBefore(facts.deadline());
    }

    private static boolean isLonger(Instant since, Duration limit, WatchFacts facts, Speed speed) {
        return speed.toRules(Duration.between(since, facts.now())).compareTo(limit) > 0;
    }

    private static Optional<EndReason> when(boolean ended, EndReason reason) {
        return Optional.of(reason).filter(any -> ended);
    }

    /** Whether the parcel has reached an end, after which nothing is expected to be pushed. */
    static boolean isTerminal(ShipmentStatus status) {
        return switch (status) {
            case DELIVERED, RETURNED, CANCELLED -> true;
            default -> false;
        };
    }
}
