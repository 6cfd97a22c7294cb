package io.waymark.console.report;

import io.waymark.console.csv.CsvTable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How carriers did with the parcels of some time: those delivered in it, and those not delivered that got into trouble in it.
 * Each figure says on how many parcels or scans it rests, and is null where they are fewer than {@code atLeast} says.
 *
 * @param items by carrier, or by carrier and lane; the most delivered parcels first
 */
public record Scorecard(Instant from, Instant to, Least atLeast, List<Score> items) implements Report {

    /** How many parcels or scans a figure needs. Of fewer than 20 the 95th percentile would be the largest of them. */
    public record Least(int rate, int p50, int p80, int p95) {

        static final Least USUAL = new Least(5, 5, 5, 20);
    }

    /**
     * One carrier's, on one lane where lanes are told apart.
     *
     * @param origin null unless lanes are told apart; empty where it is not known
     * @param destination null unless lanes are told apart; empty where it is not known
     * @param delivered parcels delivered in the time
     * @param parcels these, and those not delivered that got into trouble in the time
     */
    public record Score(
            String carrier,
            @Nullable String origin,
            @Nullable String destination,
            long delivered,
            long parcels,
            Transit transit,
            Rate firstAttempt,
            Rate exceptions,
            Latency scanLatency,
            Mean missingScans) {}

    /** Hours from the first scan in transit to delivery. */
    public record Transit(
            @Nullable Double p50Hours, @Nullable Double p80Hours, @Nullable Double p95Hours, long parcels) {}

    /** A share, from 0 to 1, of so many parcels. */
    public record Rate(@Nullable Double rate, long parcels) {}

    /** Seconds from a scan to its record here, of scans that were pushed as they happened; exact to a tenth. */
    public record Latency(@Nullable Double p50Seconds, @Nullable Double p95Seconds, long scans) {}

    /** How many a parcel lacks on average. */
    public record Mean(@Nullable Double perParcel, long parcels) {}

    /** The share that some have among all, from 0 to 1, to four decimals. */
    static double share(long some, long all) {
        return rounded((double) some / all, 10_000);
    }

    /** @param parts of one that are still told apart */
    static double rounded(double figure, double parts) {
        return Math.round(figure * parts) / parts;
    }

    @Override
    public String file() {
        return "scorecard";
    }

    @Override
    public CsvTable table() {
        CsvTable table = new CsvTable(
                "carrier",
                "origin",
                "destination",
                "delivered",
                "parcels",
                "transitP50Hours",
                "transitP80Hours",
                "transitP95Hours",
                "transitParcels",
                "firstAttemptRate",
                "firstAttemptParcels",
                "exceptionRate",
                "scanLatencyP50Seconds",
                "scanLatencyP95Seconds",
                "scanLatencyScans",
                "missingScansPerParcel");
        items.forEach(item -> table.row(
                item.carrier,
                item.origin,
                item.destination,
                item.delivered,
                item.parcels,
                item.transit.p50Hours,
                item.transit.p80Hours,
                item.transit.p95Hours,
                item.transit.parcels,
                item.firstAttempt.rate,
                item.firstAttempt.parcels,
                item.exceptions.rate,
                item.scanLatency.p50Seconds,
                item.scanLatency.p95Seconds,
                item.scanLatency.scans,
                item.missingScans.perParcel));
        return table;
    }
}
