package io.waymark.ingest.door;

import java.time.Duration;

/**
 * How much the door holds at one time.
 *
 * @param inFlight callbacks between their head and their answer; beyond it nobody is admitted
 * @param inFlightAtLeast so many are always taken, however long each waits to be durable
 * @param bytes of bodies between head and answer; beyond it nobody is admitted, and beyond half of it there is pressure
 * @param latency when even the quickest answer takes longer than this, fewer are taken at one time
 * @param loopDelay a thread that has kept others waiting for longer than this is under pressure
 */
public record Bounds(int inFlight, int inFlightAtLeast, long bytes, Duration latency, Duration loopDelay) {

    /** Throws where a bound is not positive. */
    public Bounds {
        if (inFlight < 1 || inFlightAtLeast < 1 || bytes < 1 || !isPositive(latency) || !isPositive(loopDelay)) {
            throw new IllegalArgumentException("every bound of the door must be positive");
        }
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }
}
