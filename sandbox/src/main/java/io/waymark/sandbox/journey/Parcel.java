package io.waymark.sandbox.journey;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A parcel on its way. Belongs to one event loop.
 *
 * <p>Its history is always a beginning of its journey, so that whoever asks late learns all of it.
 */
public final class Parcel {

    private final Order order;
    private final Timetable timetable;
    private int passed;

    /**
     * What was asked for.
     *
     * @param provider who tells of it
     * @param carrier who moves it, in Waymark's word, e.g. {@code yto}
     * @param trackingNumber trimmed and in upper case
     * @param script the journey's name; {@code custom} for a list of nodes
     * @param account whether pushes go to the account-wide address too, without a subscription
     * @param inArticleDialect whether STO tells of it in its second dialect
     */
    public record Order(
            Provider provider,
            String carrier,
            String trackingNumber,
            String script,
            List<Step> steps,
            double speed,
            boolean account,
            boolean inArticleDialect) {

        public Order {
            trackingNumber = trackingNumber.strip().toUpperCase(Locale.ROOT);
            steps = List.copyOf(steps);
        }
    }

    public Parcel(Order order, Timetable timetable) {
        this.order = order;
        this.timetable = timetable;
    }

    public Order order() {
        return order;
    }

    public Timetable timetable() {
        return timetable;
    }

    /** The next step of its journey happens. */
    public void pass() {
        passed++;
    }

    /** What has happened so far, oldest first. */
    public List<Step> history() {
        return order.steps().subList(0, passed);
    }

    /** The scans among {@link #history()}, oldest first. */
    public List<Step.Scan> scans() {
        return history().stream()
                .filter(Step.Scan.class::isInstance)
                .map(Step.Scan.class::cast)
                .toList();
    }

    /** What happened last; empty as long as nothing has. */
    public Optional<Step> latest() {
        return passed == 0 ? Optional.empty() : Optional.of(order.steps().get(passed - 1));
    }

    public boolean hasEnded() {
        return passed == order.steps().size();
    }
}
