package io.waymark.console.api;

import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.api.request.QueryParameters;
import io.waymark.console.readmodel.Position;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list a call wants.
 *
 * @param after where the previous page ended; null for the first
 * @param limit how many items, 1 to 200
 */
public record PageRequest(@Nullable Position after, int limit) {

    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 200;

    /** Reads the query parameters {@code cursor} and {@code limit}; fails with 400 naming the one at fault. */
    public static PageRequest of(Cursor.List list, @Nullable String cursor, @Nullable String limit) {
        String after = QueryParameters.given(cursor);
        String most = QueryParameters.given(limit);
        return new PageRequest(
                after == null ? null : position(list, after), most == null ? DEFAULT_LIMIT : count(most));
    }

    /** One more than the page holds: its presence tells that there is a next page. */
    public int rows() {
        return limit + 1;
    }

    private static Position position(Cursor.List list, String cursor) {
        return Cursor.decode(list, cursor)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.MALFORMED, "cursor", "must be the \"next\" of an earlier page of this list"));
    }

    private static int count(String limit) {
        if (limit.matches("[0-9]{1,3}")) {
            int count = Integer.parseInt(limit);
            if (count >= 1 && count <= MAX_LIMIT) {
                return count;
            }
        }
        throw ProblemException.of(ProblemType.MALFORMED, "limit", "must be a number from 1 to " + MAX_LIMIT);
    }
}
