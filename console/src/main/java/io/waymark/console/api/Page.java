package io.waymark.console.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list.
 *
 * @param items at most as many as the call's {@code limit}
 * @param next what to send as {@code cursor} for the part that follows; null on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /**
     * A page cut from rows of which one more than the limit was read, to learn whether there are more.
     *
     * @param position where a row stands in the list's order
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, Cursor> position) {
        if (rows.size() <= limit) {
            return new Page<>(List.copyOf(rows), null);
        }
        List<T> items = List.copyOf(rows.subList(0, limit));
        return new Page<>(items, position.apply(items.get(limit - 1)).encoded());
    }

    /** The same page of other items. */
    public <R> Page<R> map(Function<T, R> view) {
        return new Page<>(items.stream().map(view).toList(), next);
    }
}
