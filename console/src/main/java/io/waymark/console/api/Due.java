package io.waymark.console.api;

import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.api.request.QueryParameters;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads the query parameter {@code due}: before when a deadline must be. */
public final class Due {

    private static final String FORM =
            "must be a number of days, an ISO 8601 duration, e.g. PT36H, a date or a time with an offset";

    /** Farther away than any deadline; what is beyond it finds the same. */
    private static final Duration FARTHEST = Duration.ofDays(3650);

    private Due() {}

    /**
     * The moment before which deadlines are due: the time given, the beginning of the day given, in UTC, or so long from now.
     * Null if nothing was given; fails with 400.
     */
    public static @Nullable Instant before(@Nullable String given, Instant now) {
        String text = QueryParameters.given(given);
        if (text == null) {
            return null;
        }
        try {
            Instant before = parse(text, now);
            Instant first = now.minus(FARTHEST);
            Instant last = now.plus(FARTHEST);
            return before.isBefore(first) ? first : before.isAfter(last) ? last : before;
        } catch (DateTimeException | ArithmeticException notATime) {
            throw ProblemException.of(ProblemType.MALFORMED, "due", FORM);
        }
    }

    private static Instant parse(String text, Instant now) {
        if (text.matches("[0-9]{1,4}")) {
            return now.plus(Duration.ofDays(Integer.parseInt(text)));
        }
        if (text.matches("(?i)[+-]?P.*")) {
            return now.plus(Duration.parse(text));
        }
        if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        // an offset's plus sign that was not escaped arrives as a blank
        return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    }
}
