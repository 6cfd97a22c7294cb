package io.waymark.console.conservation;

/**
 * What came in and what became of it. Once all is at rest:
 *
 * <pre>
 *   received = accepted + rejected
 *   accepted = normalized + deadLettered + inFlight + missing    and missing = 0
 *   scans    = newScans + repeatedScans
 * </pre>
 *
 * @param received callbacks that the door answered with yes or no
 * @param accepted raw records, those that were sent or put back a second time included
 * @param rejected callbacks that were refused
 * @param normalized raw records that were read and taken into a shipment's history, repeats included
 * @param deadLettered raw records that went to the dead letters whole
 * @param inFlight raw records that the normalizer has not told of yet
 * @param missing raw records that it has passed and told nothing of; negative where it told of more than there are
 * @param scans in the normalized records
 * @param newScans of them those that nobody had told before
 * @param repeatedScans of them those that were known
 */
public record Balance(
        long received,
        long accepted,
        long rejected,
        long normalized,
        long deadLettered,
        long inFlight,
        long missing,
        long scans,
        long newScans,
        long repeatedScans) {

    /** Scans of which it was not said whether they are new; 0 unless something is wrong. */
    long scansMissing() {
        return scans - newScans - repeatedScans;
    }

    /** Whether nothing is missing. */
    boolean isWhole() {
        return missing == 0 && scansMissing() == 0;
    }

    boolean lacksAsMuchAs(Balance other) {
        return missing == other.missing && scansMissing() == other.scansMissing();
    }
}
