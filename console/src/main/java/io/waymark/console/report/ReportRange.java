package io.waymark.console.report;

import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The time that a report is about.
 *
 * @param from its first moment
 * @param to the moment after its last
 * @param zone whose days are meant
 */
public record ReportRange(Instant from, Instant to, ZoneId zone) {

    /** Where none is named: most carriers, and those who ask, live there. */
    static final String USUAL_ZONE = "Asia/Shanghai";

    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 400;

    /** So that sums at both ends stay within what a database takes for a time. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /**
     * Reads the query parameters {@code from}, {@code to} and {@code zone}. Days are whole, the last one too; without
     * {@code to} it is up to now, without {@code from} from the 30th day before. Fails with 400 naming the one at fault.
     */
    public static ReportRange of(@Nullable String from, @Nullable String to, @Nullable String zone, Instant now) {
        ZoneId days = zone(zone == null ? USUAL_ZONE : zone.strip());
        Instant end = to == null ? now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1) : time("to", to, days, 1);
        Instant start = from == null
                ? end.minusNanos(1)
                        .atZone(days)
                        .toLocalDate()
                        .minusDays(USUAL_DAYS - 1L)
                        .atStartOfDay(days)
                        .toInstant()
                : time("from", from, days, 0);
        if (start.isAfter(end)) {
            throw ProblemException.of(ProblemType.MALFORMED, "from", "must not be after \"to\"");
        }
        if (Duration.between(start, end).toDays() > MOST_DAYS) {
            throw ProblemException.of(
                    ProblemType.MALFORMED, "from", "must be at most " + MOST_DAYS + " days before \"to\"");
        }
        return new ReportRange(start, end, days);
    }

    /** Every day that it has a part of. */
    List<LocalDate> days() {
        return from.isBefore(to)
                ? from.atZone(zone)
                        .toLocalDate()
                        .datesUntil(to.minusNanos(1).atZone(zone).toLocalDate().plusDays(1))
                        .toList()
                : List.of();
    }

    /** When each day begins, as a database takes it; they grow. */
    OffsetDateTime[] beginnings() {
        return days().stream()
                .map(day -> day.atStartOfDay(zone).toInstant().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }

    OffsetDateTime first() {
        return from.atOffset(ZoneOffset.UTC);
    }

    OffsetDateTime end() {
        return to.atOffset(ZoneOffset.UTC);
    }

    private static ZoneId zone(String name) {
        return Stream.of(name)
                .filter(ZoneId.getAvailableZoneIds()::contains)
                .map(ZoneId::of)
                .findFirst()
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.MALFORMED, "zone", "must be a zone's name, e.g. " + USUAL_ZONE));
    }

    /** @param later how many days after the one that is named */
    private static Instant time(String parameter, String given, ZoneId zone, int later) {
        try {
            Instant time = parse(given.strip(), zone, later);
            if (!time.isBefore(EARLIEST) && time.isBefore(LATEST)) {
                return time.truncatedTo(ChronoUnit.MICROS);
            }
        } catch (DateTimeException notATime) {
            // said below
        }
        throw ProblemException.of(
                ProblemType.MALFORMED,
                parameter,
                "must be a day, e.g. 2026-11-30, or a time with an offset, e.g. 2026-11-30T12:00:00+08:00");
    }

    private static Instant parse(String text, ZoneId zone, int later) {
        if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
            return LocalDate.parse(text).plusDays(later).atStartOfDay(zone).toInstant();
        }
        // an offset's plus sign that was not escaped arrives as a blank
        return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    }
}
