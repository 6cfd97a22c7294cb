package io.waymark.console.web;

import io.waymark.console.track.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Writes times. The server knows no viewer's zone: it writes Beijing time with its offset, and the page's script the viewer's. */
final class Moments {

    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter WITH_OFFSET = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx");

    private Moments() {}

    /** A moment as HTML, in Beijing time until the script changes it. */
    static String html(Instant moment) {
        ZonedDateTime there = moment.truncatedTo(ChronoUnit.SECONDS).atZone(BEIJING);
        return "<time datetime=\"" + moment.truncatedTo(ChronoUnit.SECONDS) + "\" data-viewer title=\""
                + WITH_OFFSET.format(there) + "\">" + SHORT.format(there) + "<small> +08</small></time>";
    }

    /** The time on the clocks of the place where something happened, as HTML. */
    static String localHtml(OffsetDateTime time) {
        return "<time datetime=\"" + time.truncatedTo(ChronoUnit.SECONDS) + "\">" + WITH_OFFSET.format(time)
                + "</time>";
    }

    /** How long ago, or how long until, in the largest unit of which there are two or more. */
    static String distance(Language language, Instant moment, Instant now) {
        Duration apart = Duration.between(moment, now).abs();
        String unit = apart.toHours() >= 48 ? "days" : apart.toMinutes() >= 120 ? "hours" : "minutes";
        long count = unit.equals("days") ? apart.toDays() : unit.equals("hours") ? apart.toHours() : apart.toMinutes();
        return Texts.of(language, (moment.isAfter(now) ? "time.in." : "time.ago.") + unit, count);
    }
}
