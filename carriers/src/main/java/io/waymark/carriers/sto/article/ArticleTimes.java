package io.waymark.carriers.sto.article;

import io.waymark.carriers.LocalTimes;
import io.waymark.protocol.MalformedPayloadException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.regex.Pattern;

/** The dialect's times: {@code 20230630160500}, meant in China. Of scans it does not say how they are written. */
final class ArticleTimes {

    private static final DateTimeFormatter COMPACT =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter SPACED = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final Pattern DIGITS = Pattern.compile("\\d{14}");

    private ArticleTimes() {}

    static String write(Instant time) {
        return COMPACT.format(time.atZone(LocalTimes.CHINA));
    }

    /** A message's own time. Throws {@link MalformedPayloadException}. */
    static Instant timestamp(String text) {
        return compact(text).atZone(LocalTimes.CHINA).toInstant();
    }

    /**
     * When a scan was made: {@code 2023-06-30 16:05:00}, with a {@code T} in place of the blank, or 14 digits. Throws as
     * {@link LocalTimes#read} does.
     */
    static OffsetDateTime scan(String text, Instant receivedAt) {
        String spaced = DIGITS.matcher(text).matches() ? SPACED.format(compact(text)) : text.replaceFirst("T", " ");
        return LocalTimes.read(spaced, LocalTimes.CHINA, receivedAt);
    }

    private static LocalDateTime compact(String text) {
        try {
            return LocalDateTime.parse(text, COMPACT);
        } catch (DateTimeException e) {
            throw new MalformedPayloadException("unreadable time");
        }
    }
}
