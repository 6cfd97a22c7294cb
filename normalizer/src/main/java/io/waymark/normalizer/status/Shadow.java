package io.waymark.normalizer.status;

import io.waymark.carriers.Meaning;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Derives shipments by two tables of meanings, to tell what the second would change. Nothing is published. */
public final class Shadow {

    private final MeaningTable now;
    private final MeaningTable then;

    /**
     * @param now what the codes mean today
     * @param then what they would mean
     */
    public Shadow(MeaningTable now, MeaningTable then) {
        this.now = now;
        this.then = then;
    }

    /**
     * One shipment, by both.
     *
     * @param shipmentId whose
     * @param number its {@code carrier:number}
     * @param now how it stands by today's meanings
     * @param then how it would stand
     * @param rules which meanings of its scans differ, e.g. {@code kuaidi100:304 LOCKER_OR_STATION_SIGNED -> SIGNED}
     * @param events how many events would be published
     * @param stub whether only a stub of it is kept, which no mapping changes
     */
    public record Comparison(
            ShipmentId shipmentId,
            String number,
            Standing now,
            Standing then,
            SortedSet<String> rules,
            int events,
            boolean stub) {

        /** Whether the status differs. */
        public boolean isOtherStatus() {
            return now.status() != then.status();
        }

        /** Whether the time of delivery differs. */
        public boolean isOtherDelivery() {
            return !Objects.equals(now.deliveredAt(), then.deliveredAt());
        }

        /** Whether a payment could be claimed by one and not by the other. */
        public boolean isOtherPayability() {
            return now.payable() != then.payable();
        }

        /** Whether the status, the time of delivery or whether a payment could be claimed differs. */
        public boolean isDifferent() {
            return isOtherStatus() || isOtherDelivery() || isOtherPayability();
        }
    }

    /** What the second table would change about one shipment. */
    public Comparison compare(ShipmentHistory history) {
        Publication before = new StateMachine(now).refold(history);
        Publication after = new StateMachine(then).refold(before.history());
        return new Comparison(
                history.shipmentId(),
                history.carrier() + ":" + history.trackingNumber(),
                Standing.of(before.history()),
                Standing.of(after.history()),
                rules(history),
                after.events().size(),
                history.scans().isEmpty() && !history.folded().isEmpty());
    }

    /** One shipment as two applications' stores have it, which may have read the same payloads with other parsers. */
    public static Comparison between(ShipmentHistory live, ShipmentHistory other) {
        SortedSet<String> differences = new TreeSet<>();
        live.scans().forEach((id, scan) -> {
            String found = words(other.scans().get(id));
            if (!words(scan).equals(found)) {
                differences.add(scan.provider().code() + ": " + words(scan) + " -> " + found);
            }
        });
        other.scans().forEach((id, scan) -> {
            if (!live.scans().containsKey(id)) {
                differences.add(scan.provider().code() + ": no scan -> " + words(scan));
            }
        });
        return new Comparison(
                live.shipmentId(),
                live.carrier() + ":" + live.trackingNumber(),
                Standing.of(live),
                Standing.of(other),
                differences,
                0,
                live.scans().isEmpty() && !live.folded().isEmpty());
    }

    private static String words(@Nullable KnownScan scan) {
        if (scan == null || scan.published() == null) {
            return "no scan";
        }
        return words(scan.published().subStatus()) + (scan.published().withdrawn() ? " (withdrawn)" : "");
    }

    private SortedSet<String> rules(ShipmentHistory history) {
        SortedSet<String> rules = new TreeSet<>();
        for (KnownScan scan : history.known().standing()) {
            Meaning before = now.of(scan);
            Meaning after = then.of(scan);
            boolean same =
                    before.subStatus().equals(after.subStatus()) && before.withdrawsReturn() == after.withdrawsReturn();
            if (!same) {
                String rule = before.rule().equals(after.rule()) ? before.rule() : before.rule() + " > " + after.rule();
                rules.add(rule + " " + words(before) + " -> " + words(after));
            }
        }
        return rules;
    }

    private static String words(Meaning meaning) {
        return meaning.subStatus().map(Shadow::words).orElse("no meaning")
                + (meaning.withdrawsReturn() ? " (ends a return)" : "");
    }

    private static String words(SubStatus subStatus) {
        ShipmentStatus status = subStatus.status();
        return status.name().equals(subStatus.name()) ? status.name() : status + "/" + subStatus;
    }
}
