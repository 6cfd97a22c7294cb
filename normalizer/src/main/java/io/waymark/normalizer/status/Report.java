package io.waymark.normalizer.status;

import io.waymark.carriers.Masking;
import io.waymark.carriers.ParsedPayload;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.Scan;
import io.waymark.contract.Location;
import io.waymark.contract.Monitoring;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one raw payload adds to a history: scans with their ids and masked words.
 *
 * @param receivedAt when the payload reached us
 * @param scans what it tells
 * @param note what it says about the provider's watching; empty if nothing
 * @param replaces the histories it tells anew as a whole; usually empty
 * @param aliases further numbers of the parcel as {@code carrier:number}; usually empty
 */
record Report(
        Instant receivedAt,
        List<KnownScan> scans,
        Optional<MonitoringNote> note,
        Set<String> replaces,
        Set<String> aliases) {

    /** Carriers' texts have tens of characters. What is longer is cut, so that no text can outgrow a record. */
    private static final int MAX_TEXT = 500;

    /**
     * Reads a payload.
     *
     * @param history of the shipment: what it holds already need not be named and masked again
     */
    static Report of(
            RawPayload raw, ProviderId provider, ParsedPayload parsed, String source, ShipmentHistory history) {
        String alias = history.aliasOf(raw.trackingNumber()).orElse(null);
        Map<UUID, KnownScan> known = history.known().byFingerprint();
        List<KnownScan> scans = parsed.scans().stream()
                .map(scan -> scan(scan, raw, provider, source, alias, known))
                .toList();
        return new Report(
                raw.receivedAt(),
                scans,
                parsed.monitoring().map(said -> new MonitoringNote(raw.subscription(), said)),
                parsed.replacesHistory()
                        ? scans.stream().map(KnownScan::historyKey).collect(Collectors.toUnmodifiableSet())
                        : Set.of(),
                aliases(raw, parsed));
    }

    private static Set<String> aliases(RawPayload raw, ParsedPayload parsed) {
        Optional<String> corrected = parsed.correctedCarrier()
                .filter(carrier -> !raw.trackingNumber().isEmpty())
                .filter(carrier -> !ShipmentId.of(carrier, raw.trackingNumber()).equals(raw.shipmentId()))
                .map(carrier -> carrier + ":" + raw.trackingNumber());
        return Stream.concat(corrected.stream(), parsed.furtherNumbers().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the provider gave up for want of a record. */
    boolean isUnrecorded() {
        return note.map(MonitoringNote::monitoring)
                .filter(Monitoring.ABORTED_NO_RECORD::equals)
                .isPresent();
    }

    private static KnownScan scan(
            Scan scan,
            RawPayload raw,
            ProviderId provider,
            String source,
            @Nullable String alias,
            Map<UUID, KnownScan> byFingerprint) {
        UUID fingerprint = NameBasedId.of(NameBasedId.WAYMARK, scan.identity());
        KnownScan known = byFingerprint.get(fingerprint);
        return new KnownScan(
                known == null ? KnownScan.idOf(raw.shipmentId(), fingerprint) : known.id(),
                fingerprint,
                alias,
                provider,
                known != null && known.isToldAgainBy(scan) ? known.telling() : telling(scan),
                KnownScan.hashOf(scan),
                scan.position(),
                raw.receivedAt(),
                raw.receivedAt(),
                raw.evidence(),
                source,
                null);
    }

    private static Telling telling(Scan scan) {
        return new Telling(
                scan.occurredAt(),
                scan.assumedZone(),
                scan.leg(),
                StoredText.of(shortened(Masking.mask(scan.text()))),
                masked(scan.location()),
                scan.reading());
    }

    private static Location masked(Location location) {
        String name = location.name();
        String code = location.areaCode();
        return new Location(name == null ? null : shortened(Masking.mask(name)), code == null ? null : shortened(code));
    }

    /** Cut at a whole character. */
    private static String shortened(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, text.offsetByCodePoints(0, cut(text))) + "…";
    }

    private static int cut(String text) {
        return text.codePointCount(0, MAX_TEXT) - 1;
    }
}
