package io.waymark.console.web;

import io.waymark.console.conservation.Balance;
import io.waymark.console.conservation.Flow;
import io.waymark.console.readmodel.Freshness;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether everything is on its way, of all merchants together.
 *
 * @param day what came in within a day, and what became of it
 * @param hours how much came in by the hour
 * @param days how much came in by the day
 * @param freshness how new all this is; null if nothing was told yet
 */
public record Pulse(
        Balance day, FlowChart hours, FlowChart days, List<Flow.Provider> providers, @Nullable Freshness freshness) {

    /** The charts, each with the key of its name. */
    public record Chart(String text, FlowChart chart) {}

    static Pulse of(Balance day, Flow flow, @Nullable Freshness freshness) {
        return new Pulse(
                day,
                FlowChart.of(flow.hours(), "HH:mm", 6),
                FlowChart.of(flow.days(), "MM-dd", 4),
                flow.providers(),
                freshness);
    }

    /** Both of them. */
    public List<Chart> charts() {
        return List.of(new Chart("flow.hours", hours), new Chart("flow.days", days));
    }
}
