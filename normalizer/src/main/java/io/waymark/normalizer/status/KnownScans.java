package io.waymark.normalizer.status;

import io.waymark.contract.ShipmentId;
import io.waymark.protocol.MalformedPayloadException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The scans of a shipment, and what is left of those that are kept no longer. Uniting it with reports in any order and
 * number comes to the same.
 *
 * @param folded what is left of the scans that are kept no longer
 * @param byId every other scan that was ever told, by its id
 * @param replacedAt when each history was last told anew as a whole, by {@link KnownScan#historyKey}
 */
record KnownScans(Folded folded, Map<UUID, KnownScan> byId, Map<String, Instant> replacedAt) {

    /** How many scans a shipment can have, folded ones included: 128 KiB of fingerprints. Beyond it something loops. */
    static final int MAX_SCANS = 16_384;

    static final KnownScans NONE = new KnownScans(Folded.NOTHING, Map.of(), Map.of());

    /**
     * With what one payload reports.
     *
     * @param country in whose zone the destination leg's times are read; null if it is not known
     * @param tally where its scans are counted
     * @throws MalformedPayloadException if that would be more scans than a shipment can have
     */
    KnownScans with(Report report, @Nullable String country, Tally tally) {
        Map<String, Instant> replaced = new TreeMap<>(replacedAt);
        report.replaces().forEach(key -> replaced.merge(key, report.receivedAt(), KnownScans::later));
        return new KnownScans(folded, united(report.scans(), country, tally), replaced);
    }

    /**
     * With what an alias of the shipment has been told.
     *
     * @throws MalformedPayloadException if that would be more scans than a shipment can have
     */
    KnownScans with(Forward news, ShipmentId shipment, @Nullable String country) {
        Map<String, Instant> replaced = new TreeMap<>(replacedAt);
        news.replacedAt()
                .forEach((key, at) -> replaced.merge(KnownScan.forwardedKey(key, news.alias()), at, KnownScans::later));
        List<KnownScan> told = news.scans().stream()
                .map(scan -> scan.forwardedTo(shipment, news.alias()))
                .toList();
        return new KnownScans(folded, united(told, country, new Tally()), replaced);
    }

    private Map<UUID, KnownScan> united(List<KnownScan> further, @Nullable String country, Tally tally) {
        Map<UUID, KnownScan> known = new TreeMap<>(byId);
        BinaryOperator<KnownScan> uniting = (had, again) -> {
            tally.repeated();
            return had.with(again);
        };
        for (KnownScan scan : further) {
            if (folded.contains(scan.id())) {
                tally.repeated();
            } else {
                known.merge(scan.id(), scan.inZoneOf(country), uniting);
            }
        }
        tally.added(known.size() - byId.size());
        if (known.size() + folded.fingerprints().size() > MAX_SCANS) {
            throw new MalformedPayloadException("more scans than a shipment can have");
        }
        return known;
    }

    /** With the destination leg's times read in the zone of a country; null if none is known. */
    KnownScans inZoneOf(@Nullable String country) {
        Map<UUID, KnownScan> read = new TreeMap<>();
        byId.forEach((id, scan) -> read.put(id, scan.inZoneOf(country)));
        return new KnownScans(folded, read, replacedAt);
    }

    /** The same scans, with what was just published of them. */
    KnownScans told(Map<UUID, KnownScan> told) {
        return new KnownScans(folded, told, replacedAt);
    }

    /** With some of the scans folded away. */
    KnownScans keeping(Map<UUID, KnownScan> kept, Folded others) {
        return new KnownScans(others, kept, replacedAt);
    }

    /** The scans that are kept, by what makes two reports one scan. */
    Map<UUID, KnownScan> byFingerprint() {
        Map<UUID, KnownScan> scans = new HashMap<>();
        byId.values().forEach(scan -> scans.put(scan.fingerprint(), scan));
        return scans;
    }

    /** Whether no provider has told any scan yet. */
    boolean isEmpty() {
        return byId.isEmpty() && folded.isEmpty();
    }

    /** A scan is withdrawn if its history was told anew as a whole after the last report of it. */
    boolean isWithdrawn(KnownScan scan) {
        if (replacedAt.isEmpty()) {
            return false;
        }
        Instant replaced = replacedAt.get(scan.historyKey());
        return replaced != null && scan.lastReceivedAt().isBefore(replaced);
    }

    /** The scans that count. */
    List<KnownScan> standing() {
        return byId.values().stream().filter(scan -> !isWithdrawn(scan)).toList();
    }

    private static Instant later(Instant first, Instant second) {
        return first.isAfter(second) ? first : second;
    }
}
