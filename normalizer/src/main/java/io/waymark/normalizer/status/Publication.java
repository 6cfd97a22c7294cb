package io.waymark.normalizer.status;

import io.waymark.contract.Shipment;
import io.waymark.contract.TrackingEvent;
import java.util.List;
import java.util.Optional;

/**
 * What a step leads to.
 *
 * @param history to be kept
 * @param events to be published, in order; often empty
 * @param shipment to be published; empty if nothing about it changed
 * @param newScans how many of the report's scans the history did not have; 0 if it was no report
 * @param repeatedScans how many of the report's scans the history had, or the report twice
 * @param illegalMoves how many of the scans told for the first time the transition table does not allow at their place
 * @param unknownCodes how many of the scans told for the first time have a code that is in no table
 */
public record Publication(
        ShipmentHistory history,
        List<TrackingEvent> events,
        Optional<Shipment> shipment,
        int newScans,
        int repeatedScans,
        int illegalMoves,
        int unknownCodes) {}
