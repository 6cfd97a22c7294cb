package io.waymark.console.api;

import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads the query parameter {@code due}: before when a deadline must be. */
public final class Due {

    private static final String FORM =
            "must be a number of days, an ISO 8601 duration, e.g. PT36H, or a time with an offset";

    /** More days than anybody looks ahead; past and future beyond it are typing errors. */
    private static final Duration FARTHEST = Duration.ofDays(3650);

    private Due() {}

    /**
     * The moment before which deadlines are due: the time given, or so long from now. Null if nothing was given; fails with
     * 400.
     */
    public static @Nullable Instant before(@Nullable String given, Instant now) {
        if (given == null) {
            return null;
        }
        try {
            Instant before = parse(given.strip(), now);
            if (Duration.between(now, before).abs().compareTo(FARTHEST) <= 0) {
                return before;
            }
        } catch (DateTimeException | ArithmeticException notATime) {
            // said below
        }
        throw ProblemException.of(ProblemType.MALFORMED, "due", FORM);
    }

    private static Instant parse(String text, Instant now) {
        if (text.matches("[0-9]{1,4}")) {
            return now.plus(Duration.ofDays(Integer.parseInt(text)));
        }
        if (text.matches("(?i)[+-]?P.*")) {
            return now.plus(Duration.parse(text));
        }
        // an offset's plus sign that was not escaped arrives as a blank
        return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    }
}
