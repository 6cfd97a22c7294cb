package io.waymark.poller.booking;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list in the form that all lists of the API have.
 *
 * @param items all there are
 * @param next always null: such a list is never longer than one page
 */
record Listing<T>(List<T> items, @Nullable String next) {

    static <T> Listing<T> of(List<T> items) {
        return new Listing<>(items, null);
    }
}
