package io.waymark.console.conservation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much came in, of all merchants.
 *
 * @param hours each hour up to the present one, the first hour first
 * @param days each day up to the present one, by Beijing's calendar
 * @param providers every one that was heard of in these days
 */
public record Flow(List<Slot> hours, List<Slot> days, List<Provider> providers) {

    /**
     * An hour or a day.
     *
     * @param events that were new
     * @param rejected callbacks that were refused
     */
    public record Slot(Instant begins, long events, long rejected) {}

    /**
     * Who tells of parcels.
     *
     * @param heard the hour in which the last record came that was taken; null if none did in these days
     * @param accepted records of the hours
     * @param rejected callbacks of the hours that were refused
     * @param deadLettered records of the hours that could not be processed
     */
    public record Provider(String name, @Nullable Instant heard, long accepted, long rejected, long deadLettered) {}
}
