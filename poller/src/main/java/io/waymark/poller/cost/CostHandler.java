package io.waymark.poller.cost;

import io.smallrye.mutiny.Uni;
import io.waymark.carriers.Provider;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.Providers;
import io.waymark.poller.plan.Quotas;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts together what a month costs. Fails if PostgreSQL is away. */
@ApplicationScoped
class CostHandler {

    private final CostReportRepository ledger;
    private final CostConfig config;
    private final List<ProviderId> billing;

    CostHandler(CostReportRepository ledger, CostConfig config, Quotas quotas) {
        this.ledger = ledger;
        this.config = config;
        this.billing = Providers.ALL.stream()
                .map(Provider::id)
                .filter(provider -> quotas.of(provider).billsNumbers())
                .toList();
    }

    /**
     * A month's report.
     *
     * @param wanted null: the present month
     * @param provider null: all
     * @param merchant whose numbers; null: all
     */
    Uni<CostReport> report(@Nullable YearMonth wanted, @Nullable String provider, @Nullable String merchant) {
        return ledger.now().chain(now -> {
            YearMonth present = YearMonth.from(now.first());
            YearMonth month = wanted == null ? present : wanted;
            return Uni.combine()
                    .all()
                    .unis(ledger.costs(month, provider, merchant), ledger.days(Forecast.since(now), merchant))
                    .with((items, days) -> new CostReport(
                            items,
                            billing.stream()
                                    .map(ProviderId::code)
                                    .filter(code -> provider == null || provider.equals(code))
                                    .map(code -> total(code, items, month.equals(present) ? days : Map.of(), now))
                                    .map(total -> merchant == null ? judged(total) : total)
                                    .toList()));
        });
    }

    private static Total total(String provider, List<Cost> items, Map<String, BilledDays> lately, BillingMonth now) {
        long numbers = items.stream()
                .filter(item -> item.provider().equals(provider))
                .mapToLong(Cost::numbers)
                .sum();
        BilledDays days = lately.get(provider);
        long forecast = days == null ? numbers : Forecast.of(days.days(), days.begun(), now);
        return new Total(provider, numbers, forecast, null, null);
    }

    /** Only who sees everything can tell it from the budget. */
    private Total judged(Total total) {
        Budget budget = config.budget(ProviderId.of(total.provider()).orElseThrow());
        return new Total(
                total.provider(),
                total.numbers(),
                total.forecast(),
                budget.numbers(),
                budget.isExhausted(total.numbers()));
    }
}
