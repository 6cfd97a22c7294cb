package io.waymark.quickstart;

import java.util.function.Consumer;

/**
 * One harm that is done to the installation.
 *
 * @param what in words
 * @param isKill whether it is a SIGKILL of a service
 * @param atMillis when, from the scenario's beginning
 * @param lastsMillis how long, until it is undone
 */
record Strike(
        String what,
        boolean isKill,
        int atMillis,
        int lastsMillis,
        Consumer<BatteredFleet> begin,
        Consumer<BatteredFleet> end) {

    int endsAtMillis() {
        return atMillis + lastsMillis;
    }

    @Override
    public String toString() {
        return "%s at %d ms for %d ms".formatted(what, atMillis, lastsMillis);
    }
}
