package io.waymark.carriers;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

/** Chinese providers' times: {@code 2023-06-30 16:05:00}, without a zone, meant in China. */
public final class LocalTimes {

    /** Where a time without a zone is meant. */
    public static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    /** How far ahead of our clock a scan may lie before nobody can believe it. */
    private static final Duration AHEAD = Duration.ofHours(24);

    private static final int FIRST_YEAR = 2000;

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm[:ss]").withResolverStyle(ResolverStyle.STRICT);

    private LocalTimes() {}

    /**
     * Reads a time in a zone.
     *
     * @throws MalformedPayloadException if it is no such time, lies more than 24 hours after {@code receivedAt}, or in
     *     the last century
     */
    public static OffsetDateTime read(String text, ZoneId zone, Instant receivedAt) {
        OffsetDateTime time = parse(text, zone);
        if (time.toInstant().isAfter(receivedAt.plus(AHEAD))) {
            throw new MalformedPayloadException("time in the future");
        }
        if (time.getYear() < FIRST_YEAR) {
            throw new MalformedPayloadException("time in the last century");
        }
        return time;
    }

    private static OffsetDateTime parse(String text, ZoneId zone) {
        try {
            return LocalDateTime.parse(text.strip(), FORMAT).atZone(zone).toOffsetDateTime();
        } catch (DateTimeException e) {
            throw new MalformedPayloadException("unreadable time");
        }
    }
}
