package io.waymark.poller.plan;

import io.waymark.carriers.ProviderId;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Planners with the tables as they are shipped, and nothing learnt unless it is said. */
final class Planners {

    private Planners() {}

    static Planner usual() {
        return of(1, false, ExpectedSilence.UNKNOWN);
    }

    static Planner healingPushOnly() {
        return of(1, true, ExpectedSilence.UNKNOWN);
    }

    static Planner fast(double speed) {
        return of(speed, false, ExpectedSilence.UNKNOWN);
    }

    static Planner knowing(ExpectedSilence history) {
        return of(1, false, history);
    }

    static Quotas quotas(double speed) {
        Map<ProviderId, Speed> speeds = Arrays.stream(ProviderId.values())
                .collect(Collectors.toMap(Function.identity(), provider -> new Speed(speed)));
        return QuotaTable.of(CsvRows.packed("provider-quotas.csv"), speeds, name -> Optional.empty());
    }

    private static Planner of(double speed, boolean pushOnly, ExpectedSilence history) {
        return new PollPlanner(
                new PollPlanner.Rules(
                        IntervalTable.of(CsvRows.packed("polling-rules.csv")),
                        DeadlineTable.of(CsvRows.packed("deadline-rules.csv")),
                        new StopRules(Duration.ofDays(15), Duration.ofDays(30), Duration.ofDays(14)),
                        quotas(speed),
                        new RetrySchedule(Duration.ofSeconds(30)),
                        pushOnly),
                () -> history);
    }
}
