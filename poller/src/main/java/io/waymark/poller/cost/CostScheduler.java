package io.waymark.poller.cost;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Tells what the present month costs, and says so when it is too much. Counted in the database and so the same in every
 * replica, by {@code provider}:
 *
 * <ul>
 *   <li>{@code cost_numbers} by {@code merchant} too: billed so far; of the merchants beyond the 50 with the most, together
 *       as {@code other}
 *   <li>{@code cost_forecast}: how many it is going to be at the month's end
 *   <li>{@code cost_budget}: how many it may be; missing without a budget
 *   <li>{@code cost_exhausted}: 1 while nothing is billed anew but what is urgent
 * </ul>
 */
@ApplicationScoped
class CostScheduler {

    private static final int MERCHANTS = 50;

    private final CostHandler costs;
    private final CostReportRepository ledger;
    private final MultiGauge numbers;
    private final Map<MultiGauge, ToDoubleFunction<Total>> totals;

    /** What was said already, so that it is said once a month. */
    private final Set<String> said = new HashSet<>();

    CostScheduler(CostHandler costs, CostReportRepository ledger, MeterRegistry meters) {
        this.costs = costs;
        this.ledger = ledger;
        this.numbers = MultiGauge.builder("cost.numbers").register(meters);
        this.totals = Map.of(
                MultiGauge.builder("cost.forecast").register(meters), Total::forecast,
                MultiGauge.builder("cost.budget").register(meters), CostScheduler::budget,
                MultiGauge.builder("cost.exhausted").register(meters),
                        total -> Boolean.TRUE.equals(total.exhausted()) ? 1 : 0);
    }

    private static double budget(Total total) {
        return total.budget() == null ? Double.NaN : total.budget();
    }

    @Scheduled(
            every = "${waymark.cost.every:30s}",
            delayed = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> tell() {
        return ledger.now()
                .chain(now -> costs.report(null, null, null).invoke(report -> tell(report, now.first())))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> Log.warnf("costs not counted error=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private void tell(CostReport report, LocalDate month) {
        numbers.register(
                report.totals().stream()
                        .flatMap(total -> merchants(report.items(), total.provider()))
                        .toList(),
                true);
        totals.forEach((gauge, value) -> gauge.register(
                report.totals().stream()
                        .filter(total -> !Double.isNaN(value.applyAsDouble(total)))
                        .map(total ->
                                MultiGauge.Row.of(Tags.of("provider", total.provider()), value.applyAsDouble(total)))
                        .toList(),
                true));
        report.totals().forEach(total -> warn(total, month));
    }

    private static Stream<MultiGauge.Row<Number>> merchants(List<Cost> items, String provider) {
        List<Cost> own = items.stream()
                .filter(item -> item.provider().equals(provider))
                .sorted(Comparator.comparingLong(Cost::numbers).reversed())
                .toList();
        long others = own.stream().skip(MERCHANTS).mapToLong(Cost::numbers).sum();
        Stream<MultiGauge.Row<Number>> most =
                own.stream().limit(MERCHANTS).map(item -> row(provider, item.merchantId(), item.numbers()));
        return others == 0 ? most : Stream.concat(most, Stream.of(row(provider, "other", others)));
    }

    private static MultiGauge.Row<Number> row(String provider, String merchant, long numbers) {
        return MultiGauge.Row.of(Tags.of("provider", provider, "merchant", merchant), numbers);
    }

    private synchronized void warn(Total total, LocalDate month) {
        Long budget = total.budget();
        if (budget == null) {
            return;
        }
        if (Boolean.TRUE.equals(total.exhausted()) && said.add("exhausted " + total.provider() + month)) {
            Log.errorf(
                    "budget used up, no number is billed anew provider=%s month=%s numbers=%d budget=%d",
                    total.provider(), month, total.numbers(), budget);
        }
        if (total.forecast() > budget && said.add("forecast " + total.provider() + month)) {
            Log.warnf(
                    "budget will not last provider=%s month=%s numbers=%d forecast=%d budget=%d",
                    total.provider(), month, total.numbers(), total.forecast(), budget);
        }
    }
}
