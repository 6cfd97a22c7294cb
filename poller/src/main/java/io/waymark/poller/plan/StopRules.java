package io.waymark.poller.plan;

import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.Tracking;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a number is not looked at any more. News that arrives all the same reopens it.
 *
 * @param terminal how long after its last scan a delivered or withdrawn parcel is still looked after
 * @param noEvents how long a provider may tell nothing of a parcel that it has told of
 * @param notFound how long after its registration, or its subscription if that came later, a number may be unknown
 */
record StopRules(Duration terminal, Duration noEvents, Duration notFound) {

    /** A number of which nobody could be asked, for want of budget or account, is given up after so many times as long. */
    private static final int TIMES_AS_LONG = 4;

    /** The number ends after that moment, if nothing happens before. */
    private record Stop(Instant at, EndReason reason) {}

    /**
     * Why the number is not looked at any more; empty if it is.
     *
     * @param speed of the provider's parcels
     */
    Optional<EndReason> end(WatchFacts facts, Speed speed) {
        if (facts.tracking() == Tracking.NONE) {
            return Optional.of(EndReason.WITHDRAWN);
        }
        if (facts.status() == ShipmentStatus.RETURNED) { // nothing follows
            return Optional.of(EndReason.TERMINAL);
        }
        return stops(facts, speed)
                .filter(stop -> facts.now().isAfter(stop.at()))
                .findFirst()
                .map(Stop::reason);
    }

    /**
     * How long it takes until a number ends of which nothing is heard meanwhile: whole milliseconds, more than none.
     *
     * @param facts of one that has not ended
     * @param speed of the provider's parcels
     */
    Duration until(WatchFacts facts, Speed speed) {
        Instant first = stops(facts, speed)
                .map(Stop::at)
                .min(Instant::compareTo)
                .filter(facts.now()::isBefore)
                .orElse(facts.now());
        return Duration.between(facts.now(), first)
                .truncatedTo(ChronoUnit.MILLIS)
                .plusMillis(1);
    }

    private Stream<Stop> stops(WatchFacts facts, Speed speed) {
        Stop silence = facts.told()
                ? silence(facts, facts.heardAt(), speed.toReal(noEvents), EndReason.NO_EVENTS)
                : silence(
                        facts,
                        later(facts.registeredAt(), facts.heardAt()),
                        speed.toReal(notFound),
                        EndReason.NOT_FOUND);
        return facts.isArrived() ? Stream.of(arrival(facts, speed), silence) : Stream.of(silence);
    }

    /** After a delivery or a cancellation a return may follow. */
    private Stop arrival(WatchFacts facts, Speed speed) {
        Instant last = Objects.requireNonNullElse(facts.lastEventAt(), facts.heardAt());
        return new Stop(last.plus(speed.toReal(terminal)), EndReason.TERMINAL);
    }

    /** Never before a scan that comes yet would be too late as the proof that a settlement needs. */
    private static Stop silence(WatchFacts facts, Instant since, Duration limit, EndReason reason) {
        Instant at = since.plus(isTried(facts) ? limit : limit.multipliedBy(TIMES_AS_LONG));
        Instant deadline = facts.owed() ? facts.deadline() : null;
        return new Stop(deadline == null ? at : later(at, deadline), reason);
    }

    /** Whether the provider has had its chance to tell: it should have pushed, has answered since, or nobody is going to ask. */
    private static boolean isTried(WatchFacts facts) {
        Instant answered = facts.answeredAt();
        if (answered != null && answered.isAfter(facts.heardAt())) {
            return true;
        }
        return switch (facts.pushing()) {
            case ACCEPTED, ENDED -> true;
            case AWAITED -> false;
            case NOT_OFFERED, UNAVAILABLE -> facts.held() || facts.tracking() == Tracking.PUSH;
        };
    }

    /** Whether a parcel of that status has reached an end, after which nothing is expected to be pushed. */
    static boolean isTerminal(ShipmentStatus status) {
        return switch (status) {
            case DELIVERED, RETURNED, CANCELLED -> true;
            default -> false;
        };
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
