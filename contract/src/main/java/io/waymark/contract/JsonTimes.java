package io.waymark.contract;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Writes times as {@link DateTimeFormatter#ISO_OFFSET_DATE_TIME} and {@link DateTimeFormatter#ISO_INSTANT} do, digit by
 * digit. Every event has two times, and a formatter takes longer for them than Jackson for the rest of it.
 */
final class JsonTimes {

    private static final int FIRST_YEAR_OF_FIVE_DIGITS = 10_000;
    private static final int NANO_DIGITS = 9;

    /** {@code 2026-11-20T18:02:11.123456789+18:00:00}. */
    private static final int LONGEST = 38;

    private JsonTimes() {}

    static SimpleModule module() {
        return new SimpleModule("waymark-times")
                .addSerializer(new OfOffsetDateTime())
                .addSerializer(new OfInstant());
    }

    private static final class OfOffsetDateTime extends StdScalarSerializer<OffsetDateTime> {

        OfOffsetDateTime() {
            super(OffsetDateTime.class);
        }

        @Override
        public void serialize(OffsetDateTime value, JsonGenerator json, SerializerProvider unused) throws IOException {
            json.writeString(text(value));
        }
    }

    private static final class OfInstant extends StdScalarSerializer<Instant> {

        OfInstant() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator json, SerializerProvider unused) throws IOException {
            json.writeString(text(value));
        }
    }

    static String text(OffsetDateTime value) {
        return isOfFourDigits(value.getYear())
                ? text(value.toLocalDateTime(), value.getOffset(), 1)
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(value);
    }

    static String text(Instant value) {
        LocalDateTime time = LocalDateTime.ofInstant(value, ZoneOffset.UTC);
        return isOfFourDigits(time.getYear())
                ? text(time, ZoneOffset.UTC, 3)
                : DateTimeFormatter.ISO_INSTANT.format(value);
    }

    private static boolean isOfFourDigits(int year) {
        return year >= 0 && year < FIRST_YEAR_OF_FIVE_DIGITS;
    }

    /** @param group of how many digits the fraction of a second consists: as many groups as it takes */
    private static String text(LocalDateTime time, ZoneOffset offset, int group) {
        char[] text = new char[LONGEST];
        int end = digits(text, 0, time.getYear(), 4, '-');
        end = digits(text, end, time.getMonthValue(), 2, '-');
        end = digits(text, end, time.getDayOfMonth(), 2, 'T');
        end = digits(text, end, time.getHour(), 2, ':');
        end = digits(text, end, time.getMinute(), 2, ':');
        end = digits(text, end, time.getSecond(), 2, '.');
        end = time.getNano() == 0 ? end - 1 : fraction(text, end, time.getNano(), group);
        String id = offset.getId();
        id.getChars(0, id.length(), text, end);
        return new String(text, 0, end + id.length());
    }

    /** Writes a number in so many digits, and what stands after it; gives the next place. */
    private static int digits(char[] text, int start, int number, int count, char after) {
        int rest = number;
        for (int at = start + count - 1; at >= start; at--) {
            text[at] = (char) ('0' + rest % 10);
            rest /= 10;
        }
        text[start + count] = after;
        return start + count + 1;
    }

    private static int fraction(char[] text, int start, int nano, int group) {
        digits(text, start, nano, NANO_DIGITS, ' ');
        int count = NANO_DIGITS;
        while (isZeros(text, start + count - group, group)) {
            count -= group;
        }
        return start + count;
    }

    private static boolean isZeros(char[] text, int start, int count) {
        int at = start;
        while (at < start + count && text[at] == '0') {
            at++;
        }
        return at == start + count;
    }
}
