package io.waymark.ingest;

import io.waymark.protocol.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Refused callbacks of which nothing is kept yet: how many, and the last one, which can speak for the others. */
final class RejectionTally {

    /** At whose door and why. */
    record Kind(String provider, Refusal reason) {}

    /**
     * Callbacks of one kind.
     *
     * @param count at least 1, with the last one
     */
    record Unkept(Callback last, long count) {}

    private final Map<Kind, Unkept> unkept = new HashMap<>();

    synchronized void add(Kind kind, Unkept more) {
        unkept.merge(kind, more, (before, after) -> new Unkept(after.last(), before.count() + after.count()));
    }

    /** Those of a kind, which are forgotten here. */
    synchronized Optional<Unkept> take(Kind kind) {
        return Optional.ofNullable(unkept.remove(kind));
    }

    /** All, which are forgotten here. */
    synchronized Map<Kind, Unkept> takeAll() {
        Map<Kind, Unkept> all = Map.copyOf(unkept);
        unkept.clear();
        return all;
    }
}
