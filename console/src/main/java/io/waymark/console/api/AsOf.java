package io.waymark.console.api;

import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.api.request.QueryParameters;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Reads the query parameter {@code asOf}: the time whose knowledge is asked for. */
final class AsOf {

    /** Beyond these a database knows no time. */
    private static final Instant EARLIEST = Instant.EPOCH;

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private AsOf() {}

    /** Null if nothing was given: then what is known now is asked for. Fails with 400. */
    static @Nullable Instant time(@Nullable String given) {
        String text = QueryParameters.given(given);
        if (text == null) {
            return null;
        }
        try {
            // an offset's plus sign that was not escaped arrives as a blank
            Instant time = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            if (!time.isBefore(EARLIEST) && time.isBefore(LATEST)) {
                return time.truncatedTo(ChronoUnit.MICROS);
            }
        } catch (DateTimeException notATime) {
            // said below
        }
        throw ProblemException.of(
                ProblemType.MALFORMED, "asOf", "must be a time with an offset, e.g. 2026-12-01T00:00:00Z");
    }
}
