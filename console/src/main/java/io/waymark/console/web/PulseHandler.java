package io.waymark.console.web;

import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Caller;
import io.waymark.console.conservation.BalanceFilter;
import io.waymark.console.conservation.BalanceRepository;
import io.waymark.console.conservation.FlowRepository;
import io.waymark.console.readmodel.FreshnessRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells who may ask the API for it whether everything is on its way. */
@ApplicationScoped
class PulseHandler {

    private static final Duration DAY = Duration.ofDays(1);

    private final BalanceRepository balances;
    private final FlowRepository flows;
    private final FreshnessRepository freshness;

    PulseHandler(BalanceRepository balances, FlowRepository flows, FreshnessRepository freshness) {
        this.balances = balances;
        this.flows = flows;
        this.freshness = freshness;
    }

    /** Empty for who is no operator: it is of all merchants together. */
    Uni<Optional<Pulse>> pulse(Caller caller, Instant now) {
        return caller.isOperator()
                ? Uni.combine()
                        .all()
                        .unis(
                                balances.totals(new BalanceFilter(now.minus(DAY), now, null)),
                                flows.flow(now),
                                freshness.freshness())
                        .with((day, flow, newest) -> Optional.of(Pulse.of(day, flow, newest.orElse(null))))
                : Uni.createFrom().item(Optional.empty());
    }
}
