package io.waymark.console.report;

import io.waymark.console.csv.CsvTable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signed parcels by the merchants' labels, e.g. stores or salespeople. A parcel with two labels counts for both.
 *
 * @param items the most signed parcels first; at most {@value #MOST}
 * @param signed parcels that were signed in all, each once for each merchant that registered it
 */
public record LabelReport(Instant from, Instant to, List<LabelCount> items, long signed) implements Report {

    /** How many labels are listed. */
    static final int MOST = 5000;

    /**
     * One label's.
     *
     * @param label null for parcels that have none
     * @param signed parcels delivered in the time
     * @param problems of these how many got into trouble before
     * @param firstAttemptRate the share that was delivered at the first attempt, from 0 to 1; null where that is not known of any
     */
    public record LabelCount(
            String merchantId, @Nullable String label, long signed, long problems, @Nullable Double firstAttemptRate) {}

    @Override
    public String file() {
        return "labels";
    }

    @Override
    public CsvTable table() {
        CsvTable table = new CsvTable("merchantId", "label", "signed", "problems", "firstAttemptRate");
        items.forEach(
                item -> table.row(item.merchantId, item.label, item.signed, item.problems, item.firstAttemptRate));
        return table;
    }
}
