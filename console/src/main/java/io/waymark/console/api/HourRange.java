package io.waymark.console.api;

import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hours between two times.
 *
 * @param from the first hour is the one in which this lies; a whole hour
 * @param to the last hour is the last that begins before
 */
record HourRange(Instant from, Instant to) {

    private static final String FORM = "must be a time with an offset, e.g. 2026-12-01T00:00:00Z, or a day, in UTC";

    private static final Duration USUAL = Duration.ofDays(1);

    /** Beyond these no hour is kept, and a database knows none. */
    private static final Instant EARLIEST = Instant.EPOCH;

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    /**
     * Reads the query parameters {@code from} and {@code to}: without {@code to} up to the present hour, without
     * {@code from} a day. Fails with 400 naming the one at fault.
     */
    static HourRange of(@Nullable String from, @Nullable String to, Instant now) {
        Instant end = to == null ? now.plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.HOURS) : time("to", to);
        Instant start = from == null ? end.minus(USUAL) : time("from", from);
        if (start.isAfter(end)) {
            throw ProblemException.of(ProblemType.MALFORMED, "from", "must not be after \"to\"");
        }
        return new HourRange(start.truncatedTo(ChronoUnit.HOURS), end);
    }

    private static Instant time(String parameter, String given) {
        try {
            Instant time = parse(given.strip());
            if (!time.isBefore(EARLIEST) && time.isBefore(LATEST)) {
                return time;
            }
        } catch (DateTimeException notATime) {
            // said below
        }
        throw ProblemException.of(ProblemType.MALFORMED, parameter, FORM);
    }

    private static Instant parse(String text) {
        if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        // an offset's plus sign that was not escaped arrives as a blank
        return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    }
}
