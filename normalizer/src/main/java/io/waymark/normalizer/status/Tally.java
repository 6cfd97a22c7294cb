package io.waymark.normalizer.status;

/**
 * How many of the scans that were united with a history it did not have, and how many it had. Each is counted where it is
 * found to be so, and neither is worked out from the other: a scan that got lost on the way would be missing in the sum.
 */
final class Tally {

    private int added;
    private int repeated;

    /** So many scans are in the history that were not before. */
    void added(int scans) {
        added += scans;
    }

    /** A scan was in the history already, or came a second time in the same report. */
    void repeated() {
        repeated++;
    }

    int added() {
        return added;
    }

    int repeats() {
        return repeated;
    }
}
