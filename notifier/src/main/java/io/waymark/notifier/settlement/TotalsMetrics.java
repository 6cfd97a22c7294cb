package io.waymark.notifier.settlement;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.reducing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What waits, as of the last time it was added up. Every replica reports all of it: take the maximum over replicas, not
 * the sum.
 */
@ApplicationScoped
class TotalsMetrics {

    private final MultiGauge waiting;
    private final MultiGauge money;
    private final Map<MultiGauge, ToDoubleFunction<DueTotal>> due;

    TotalsMetrics(MeterRegistry registry) {
        waiting = MultiGauge.builder("settlements_waiting")
                .description("settlements that the gateway does not have yet")
                .register(registry);
        money = MultiGauge.builder("settlements_waiting_amount")
                .description("what customers paid for them, as far as gateways have said")
                .register(registry);
        due = Map.of(
                MultiGauge.builder("settlements_due")
                        .description("settlements that are to be sent or asked about now")
                        .register(registry),
                DueTotal::due,
                MultiGauge.builder("settlements_due_oldest")
                        .description("how long the first of them has been due")
                        .baseUnit("seconds")
                        .register(registry),
                DueTotal::oldestSeconds,
                MultiGauge.builder("settlements_overdue")
                        .description("settlements that the gateway does not have though its deadline has passed")
                        .register(registry),
                DueTotal::overdue);
    }

    void show(List<WaitingTotal> totals) {
        waiting.register(rows(totals, total -> tags(total), total -> BigDecimal.valueOf(total.count())), true);
        money.register(
                rows(
                        totals.stream()
                                .filter(total -> !total.currency().isEmpty())
                                .toList(),
                        total -> tags(total).and("currency", total.currency()),
                        WaitingTotal::amount),
                true);
    }

    void showDue(List<DueTotal> totals) {
        due.forEach((gauge, value) -> gauge.register(
                totals.stream()
                        .map(total -> Row.of(Tags.of("gateway", total.gateway()), value.applyAsDouble(total)))
                        .toList(),
                true));
    }

    private static Tags tags(WaitingTotal total) {
        return Tags.of("gateway", total.gateway(), "state", total.state(), "cause", total.cause());
    }

    private static List<Row<?>> rows(
            List<WaitingTotal> totals, Function<WaitingTotal, Tags> tags, Function<WaitingTotal, BigDecimal> value) {
        Map<Tags, BigDecimal> sums =
                totals.stream().collect(groupingBy(tags, reducing(BigDecimal.ZERO, value, BigDecimal::add)));
        List<Row<?>> rows = new ArrayList<>();
        sums.forEach((labels, sum) -> rows.add(Row.of(labels, sum)));
        return rows;
    }
}
