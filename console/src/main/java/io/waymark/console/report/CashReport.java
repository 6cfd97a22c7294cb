package io.waymark.console.report;

import io.waymark.console.csv.CsvTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Cash on delivery of parcels that were signed, by day. Amounts are as registered, without a currency.
 *
 * @param zone whose days are meant
 * @param items every day of the time, the first day first
 * @param total of all days
 */
public record CashReport(Instant from, Instant to, String zone, List<CashDay> items, CashSum total) implements Report {

    /** One day's. */
    public record CashDay(LocalDate day, long parcels, BigDecimal amount) {}

    /** The sums of the days. */
    public record CashSum(long parcels, BigDecimal amount) {}

    static CashReport of(ReportRange range, List<CashDay> items) {
        CashSum total = new CashSum(
                items.stream().mapToLong(CashDay::parcels).sum(),
                items.stream().map(CashDay::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
        return new CashReport(range.from(), range.to(), range.zone().getId(), items, total);
    }

    @Override
    public String file() {
        return "cash-on-delivery";
    }

    @Override
    public CsvTable table() {
        CsvTable table = new CsvTable("day", "parcels", "amount");
        items.forEach(item -> table.row(item.day, item.parcels, item.amount.toPlainString()));
        return table;
    }
}
