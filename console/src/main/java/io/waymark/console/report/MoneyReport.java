package io.waymark.console.report;

import io.waymark.console.csv.CsvTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Money that waits at gateways, by how long it has waited: of settlements that no gateway has acknowledged and nobody has
 * stopped.
 *
 * @param asOf when it was asked; ages count to then
 * @param items by gateway, currency and age; only what there is
 */
public record MoneyReport(Instant asOf, List<WaitingSum> items) implements Report {

    /**
     * Settlements of one gateway that have waited about as long.
     *
     * @param currency three letters; null for settlements of which no gateway has said an amount
     * @param fromDays full days since they were bound, at least
     * @param toDays full days since they were bound, at most; null for no limit
     * @param settlements how many
     * @param overdue of how many the deadline has passed
     * @param amount what their gateways say was paid; null where none said it
     * @param oldestBoundAt when the first of them was bound
     */
    public record WaitingSum(
            String gateway,
            @Nullable String currency,
            int fromDays,
            @Nullable Integer toDays,
            long settlements,
            long overdue,
            @Nullable BigDecimal amount,
            Instant oldestBoundAt) {}

    @Override
    public String file() {
        return "money";
    }

    @Override
    public CsvTable table() {
        CsvTable table = new CsvTable(
                "gateway", "currency", "fromDays", "toDays", "settlements", "overdue", "amount", "oldestBoundAt");
        items.forEach(item -> table.row(
                item.gateway,
                item.currency,
                item.fromDays,
                item.toDays,
                item.settlements,
                item.overdue,
                item.amount == null ? null : item.amount.toPlainString(),
                item.oldestBoundAt));
        return table;
    }
}
