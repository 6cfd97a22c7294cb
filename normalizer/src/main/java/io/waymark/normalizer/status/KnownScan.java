package io.waymark.normalizer.status;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.waymark.carriers.CountryZones;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.Scan;
import io.waymark.contract.Evidence;
import io.waymark.contract.Leg;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.RawSource;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.SubStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One scan of a shipment, with everything that reports of it have said so far.
 *
 * @param id the id of its first event: UUIDv5 of shipment and fingerprint
 * @param fingerprint what makes two reports the same scan, whatever shipment they were filed under
 * @param alias the alias whose history it belongs to, as {@code carrier:number}; null for the shipment's own
 * @param provider who told it; one scan told by two providers is two scans
 * @param telling the best telling so far
 * @param words a hash of the words that {@code telling} has masked, by which a repeat is recognised before its words are
 *     masked too, see {@link #hashOf}; 0 in what was stored before it was kept
 * @param position the highest place any history gave it, counted from the oldest; decides between equal times
 * @param firstReceivedAt the earliest receipt of a report of it
 * @param lastReceivedAt the latest
 * @param evidence the best evidence of all reports
 * @param source the raw record that told it first, as {@link RawSource} writes it
 * @param published what was last published about it; null if nothing
 */
record KnownScan(
        UUID id,
        UUID fingerprint,
        @Nullable String alias,
        ProviderId provider,
        Telling telling,
        long words,
        int position,
        Instant firstReceivedAt,
        Instant lastReceivedAt,
        Evidence evidence,
        String source,
        @Nullable Published published) {

    /** A scan that was stored before fingerprints were is like no other. */
    @SuppressWarnings("ConstantValue")
    KnownScan {
        fingerprint = fingerprint == null ? id : fingerprint;
    }

    /**
     * What readers have been told about a scan.
     *
     * @param subStatus what it means
     * @param withdrawn whether the provider took it back
     * @param corrections how many corrections were published
     */
    record Published(SubStatus subStatus, boolean withdrawn, int corrections) {}

    /** This scan and another report of it. The order of reports makes no difference, and a repeat none at all. */
    KnownScan with(KnownScan report) {
        Telling better = telling.orBetter(report.telling);
        return new KnownScan(
                id,
                fingerprint,
                alias == null || report.alias == null
                        ? null
                        : alias.compareTo(report.alias) <= 0 ? alias : report.alias,
                provider,
                better,
                wordsOf(better, report),
                Math.max(position, report.position),
                firstReceivedAt.isAfter(report.firstReceivedAt) ? report.firstReceivedAt : firstReceivedAt,
                lastReceivedAt.isBefore(report.lastReceivedAt) ? report.lastReceivedAt : lastReceivedAt,
                evidence.compareTo(report.evidence) <= 0 ? evidence : report.evidence,
                source,
                published);
    }

    /** Of different words that are the same once they are masked the hash is the greater one. */
    private long wordsOf(Telling better, KnownScan report) {
        if (telling.equals(report.telling)) {
            return Math.max(words, report.words);
        }
        return better == telling ? words : report.words;
    }

    /** Whether a report of this scan says nothing else than {@code telling} does, which is then its telling too. */
    boolean isToldAgainBy(Scan report) {
        return telling.leg() == report.leg()
                && telling.reading().equals(report.reading())
                && telling.occurredAt().equals(report.occurredAt())
                && telling.assumedZone() == report.assumedZone()
                && Objects.equals(
                        telling.location().areaCode(), report.location().areaCode())
                && words == hashOf(report);
    }

    /**
     * Of the words of a report, unmasked. Only reports of one scan are told apart by it, whose words are nearly always the
     * same, so that 32 bits of each are enough; never 0.
     */
    static long hashOf(Scan report) {
        String place = report.location().name();
        return (long) report.text().hashCode() << 32 | (place == null ? 0 : place.hashCode()) & 0xFFFF_FFFEL | 1;
    }

    KnownScan published(@Nullable Published now) {
        return new KnownScan(
                id,
                fingerprint,
                alias,
                provider,
                telling,
                words,
                position,
                firstReceivedAt,
                lastReceivedAt,
                evidence,
                source,
                now);
    }

    /** The same scan as the shipment has it of which {@code number} is an alias; nobody was told of it there yet. */
    KnownScan forwardedTo(ShipmentId shipment, String number) {
        return new KnownScan(
                idOf(shipment, fingerprint),
                fingerprint,
                alias == null ? number : alias,
                provider,
                telling.masked(),
                words,
                position,
                firstReceivedAt,
                lastReceivedAt,
                evidence,
                source,
                null);
    }

    /**
     * The same scan, its local time read in the zone of a country. Only the destination leg's times have an unstated
     * zone that a country can tell.
     *
     * @param country ISO 3166-1 alpha-2; null if it is not known, or not yet
     */
    KnownScan inZoneOf(@Nullable String country) {
        if (country == null || telling.leg() != Leg.DESTINATION) {
            return this;
        }
        return CountryZones.of(country).map(this::inZone).orElse(this);
    }

    private KnownScan inZone(ZoneId zone) {
        return new KnownScan(
                id,
                fingerprint,
                alias,
                provider,
                telling.inZone(zone),
                words,
                position,
                firstReceivedAt,
                lastReceivedAt,
                evidence,
                source,
                published);
    }

    static UUID idOf(ShipmentId shipment, UUID fingerprint) {
        return NameBasedId.of(shipment.value(), fingerprint.toString());
    }

    /** Which history it belongs to: what a full re-push replaces. */
    @JsonIgnore
    String historyKey() {
        return historyKey(provider, telling.legRank(), alias);
    }

    private static String historyKey(ProviderId provider, int legRank, @Nullable String alias) {
        return provider.code() + "/" + legRank + (alias == null ? "" : "/" + alias);
    }

    /** The key of a history that an alias told, as the shipment has it. */
    static String forwardedKey(String historyKey, String number) {
        return historyKey.chars().filter(letter -> letter == '/').count() > 1 ? historyKey : historyKey + "/" + number;
    }
}
