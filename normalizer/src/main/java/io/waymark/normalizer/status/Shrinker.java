package io.waymark.normalizer.status;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Folds the oldest scans of a history away. What the history says of the shipment stays the same. */
final class Shrinker {

    private final MeaningTable meanings;

    Shrinker(MeaningTable meanings) {
        this.meanings = meanings;
    }

    /** The history with at most {@code number} scans: the newest. Withdrawn ones take their place in the order too. */
    ShipmentHistory atMost(int number, ShipmentHistory history) {
        int surplus = history.scans().size() - number;
        if (surplus <= 0) {
            return history;
        }
        List<Placed> all = Placed.inOrder(history.scans().values(), meanings);
        List<KnownScan> oldest =
                all.subList(0, surplus).stream().map(Placed::scan).toList();
        List<Placed> standing = all.stream()
                .filter(placed -> !history.known().isWithdrawn(placed.scan()))
                .toList();
        int counting = (int) oldest.stream()
                .filter(scan -> !history.known().isWithdrawn(scan))
                .count();
        Map<UUID, KnownScan> kept = new TreeMap<>(history.scans());
        oldest.forEach(scan -> kept.remove(scan.id()));
        return history.keeping(
                kept, Derivation.after(history.folded(), standing, counting).with(oldest));
    }
}
