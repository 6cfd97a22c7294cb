package io.waymark.normalizer.status;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.waymark.carriers.ProviderId;
import io.waymark.contract.Evidence;
import io.waymark.contract.RawSource;
import io.waymark.contract.SubStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One scan of a shipment, with everything that reports of it have said so far.
 *
 * @param id the id of its first event: UUIDv5 of shipment and scan
 * @param provider who told it; one scan told by two providers is two scans
 * @param telling the best telling so far
 * @param position the highest place any history gave it, counted from the oldest; decides between equal times
 * @param firstReceivedAt the earliest receipt of a report of it
 * @param lastReceivedAt the latest
 * @param evidence the best evidence of all reports
 * @param source the raw record that told it first, as {@link RawSource} writes it
 * @param published what was last published about it; null if nothing
 */
record KnownScan(
        UUID id,
        ProviderId provider,
        Telling telling,
        int position,
        Instant firstReceivedAt,
        Instant lastReceivedAt,
        Evidence evidence,
        String source,
        @Nullable Published published) {

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
        return new KnownScan(
                id,
                provider,
                telling.orBetter(report.telling),
                Math.max(position, report.position),
                firstReceivedAt.isAfter(report.firstReceivedAt) ? report.firstReceivedAt : firstReceivedAt,
                lastReceivedAt.isBefore(report.lastReceivedAt) ? report.lastReceivedAt : lastReceivedAt,
                evidence.compareTo(report.evidence) <= 0 ? evidence : report.evidence,
                source,
                published);
    }

    KnownScan published(Published now) {
        return new KnownScan(id, provider, telling, position, firstReceivedAt, lastReceivedAt, evidence, source, now);
    }

    /** Which history it belongs to: what a full re-push replaces. */
    @JsonIgnore
    String historyKey() {
        return historyKey(provider, telling.legRank());
    }

    static String historyKey(ProviderId provider, int legRank) {
        return provider.code() + "/" + legRank;
    }
}
