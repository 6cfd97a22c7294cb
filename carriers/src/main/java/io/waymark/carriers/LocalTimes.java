package io.waymark.carriers;

import io.waymark.protocol.MalformedPayloadException;
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

    private static final String USUAL = "0000-00-00 00:00:00";

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
            return local(text.strip()).atZone(zone).toOffsetDateTime();
        } catch (DateTimeException e) {
            throw new MalformedPayloadException("unreadable time");
        }
    }

    /** The usual form is read by its places, which is many times faster than by the formatter and gives the same. */
    private static LocalDateTime local(String text) {
        if (!isUsual(text)) {
            return LocalDateTime.parse(text, FORMAT);
        }
        return LocalDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                number(text, 17, 19));
    }

    /** Whether a text has the form of {@link #USUAL}, a digit where that has one. */
    private static boolean isUsual(String text) {
        boolean usual = text.length() == USUAL.length();
        for (int i = 0; usual && i < text.length(); i++) {
            char c = text.charAt(i);
            usual = USUAL.charAt(i) == '0' ? c >= '0' && c <= '9' : c == USUAL.charAt(i);
        }
        return usual;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
