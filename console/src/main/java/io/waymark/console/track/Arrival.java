package io.waymark.console.track;

import io.waymark.console.eta.Eta;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * When a parcel will arrive, as the page says it: days, or times of one day.
 *
 * @param fromDay the first day
 * @param toDay the last; the same where it is one day
 * @param fromTime on that one day; null where there are several
 * @param toTime on that one day; null where there are several
 * @param parcels on how many it rests at least
 * @param ofTheRoute whether these went the same way; which is not said: it may tell where the customer lives
 * @param since from which month on
 * @param coverage how often it was right; null if too little is known of that
 */
public record Arrival(
        String fromDay,
        String toDay,
        @Nullable String fromTime,
        @Nullable String toTime,
        int parcels,
        boolean ofTheRoute,
        String since,
        @Nullable Coverage coverage) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    /** Nobody knows it to the minute. */
    private static final Duration GRAIN = Duration.ofMinutes(10);

    /** Of at least so many predictions, shares in hundredths. */
    public record Coverage(int predictions, long inRange, long byLatest) {}

    /** @param zone of the place where the parcel is */
    static Arrival of(Eta eta, ZoneOffset zone, Language language) {
        DateTimeFormatter day = DateTimeFormatter.ofPattern(language.comingDayPattern(), language.locale());
        DateTimeFormatter month = DateTimeFormatter.ofPattern(language.monthPattern(), language.locale());
        OffsetDateTime from = grained(eta.earliest().atOffset(zone));
        OffsetDateTime to = grained(eta.latest().atOffset(zone));
        boolean isOneDay = from.toLocalDate().equals(to.toLocalDate());
        return new Arrival(
                day.format(from),
                day.format(to),
                isOneDay ? TIME.format(from) : null,
                isOneDay ? TIME.format(to) : null,
                eta.basis().parcels(),
                eta.basis().lane() != null,
                month.format(eta.basis().since().atOffset(ZoneOffset.UTC)),
                coverage(eta.coverage()));
    }

    private static @Nullable Coverage coverage(Eta.@Nullable Coverage tested) {
        return tested == null
                ? null
                : new Coverage(
                        tested.predictions(), Math.round(100 * tested.inRange()), Math.round(100 * tested.byLatest()));
    }

    /** Later, so that what is to come is never told as past. */
    private static OffsetDateTime grained(OffsetDateTime time) {
        long past = time.toEpochSecond() % GRAIN.toSeconds();
        return past == 0 ? time : time.plusSeconds(GRAIN.toSeconds() - past);
    }
}
