package io.waymark.console.web;

import io.waymark.console.readmodel.ShipmentCount;
import io.waymark.console.readmodel.WaitingMoney;
import io.waymark.console.readmodel.WorkQueue;
import io.waymark.console.report.Scorecard;
import io.waymark.contract.ShipmentStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the first page tells.
 *
 * @param parcels of the merchant, all together
 * @param statuses how many stand where, in the order in which a parcel comes there; only what there is
 * @param queues what waits for a person
 * @param money how much waits at the gateways
 * @param days how many were signed for, and got into trouble, on each of the last days
 * @param carriers how each did with the parcels of the last week
 * @param pulse whether everything is on its way; null for who may not see it
 */
public record Overview(
        long parcels,
        List<Bar> statuses,
        List<Queue> queues,
        WaitingMoney money,
        DayChart days,
        List<Scorecard.Score> carriers,
        @Nullable Pulse pulse) {

    private static final int WHOLE = 1000;

    private static final Set<ShipmentStatus> UNDER_WAY = Set.of(
            ShipmentStatus.INFO_RECEIVED,
            ShipmentStatus.IN_TRANSIT,
            ShipmentStatus.OUT_FOR_DELIVERY,
            ShipmentStatus.AVAILABLE_FOR_PICKUP,
            ShipmentStatus.DELIVERY_FAILED,
            ShipmentStatus.EXCEPTION);

    /** How many parcels have a status; {@code share} is of the longest bar, in thousandths. */
    public record Bar(ShipmentStatus status, long parcels, long share) {}

    /** A list of parcels that a person should look at, and how many are in it. */
    public record Queue(String text, String query, long parcels) {}

    static Overview of(
            List<ShipmentCount> counts,
            Map<WorkQueue, Long> inQueues,
            WaitingMoney money,
            DayChart days,
            List<Scorecard.Score> carriers,
            @Nullable Pulse pulse) {
        return new Overview(
                count(counts, any -> true), bars(counts), queues(counts, inQueues), money, days, carriers, pulse);
    }

    /** Of how many parcels something is still to come. */
    public long underWay() {
        return statuses.stream()
                .filter(bar -> UNDER_WAY.contains(bar.status))
                .mapToLong(Bar::parcels)
                .sum();
    }

    /** How many are where they belong. */
    public long delivered() {
        return statuses.stream()
                .filter(bar -> bar.status == ShipmentStatus.DELIVERED)
                .mapToLong(Bar::parcels)
                .sum();
    }

    /** How many settlements are overdue. */
    public long overdue() {
        return money.total() == null ? 0 : money.total().overdue();
    }

    /** When the next settlement will be; null if none. */
    public @Nullable Instant nextDeadline() {
        return money.total() == null ? null : money.total().nextDeadline();
    }

    private static List<Bar> bars(List<ShipmentCount> counts) {
        List<Bar> bars = Arrays.stream(ShipmentStatus.values())
                .map(status -> new Bar(status, count(counts, one -> one.status() == status), 0))
                .filter(bar -> bar.parcels > 0)
                .toList();
        long most = bars.stream().mapToLong(Bar::parcels).max().orElse(1);
        return bars.stream()
                .map(bar -> new Bar(bar.status, bar.parcels, Math.max(WHOLE * bar.parcels / most, 4)))
                .toList();
    }

    private static List<Queue> queues(List<ShipmentCount> counts, Map<WorkQueue, Long> inQueues) {
        return Queues.ALL.stream()
                .filter(queue -> queue.isForAPerson())
                .map(queue -> new Queue(
                        queue.text(),
                        queue.query(),
                        queue.work() == null ? count(counts, queue::holds) : inQueues.getOrDefault(queue.work(), 0L)))
                .toList();
    }

    private static long count(List<ShipmentCount> counts, Predicate<ShipmentCount> which) {
        return counts.stream().filter(which).mapToLong(ShipmentCount::shipments).sum();
    }
}
