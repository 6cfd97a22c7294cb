package io.waymark.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTimesTest {

    private static final long SECONDS_OF_400_000_YEARS = 400_000L * 365 * 24 * 3600;

    /** One nanosecond and a whole second, and what lies between. */
    private static final List<Integer> UNITS =
            List.of(1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000);

    @Test
    void writesWhatTheFormattersOfJavaWrite() throws JsonProcessingException {
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            Instant instant = instant(random, i % 2 == 0 ? 253_402_300_800L : SECONDS_OF_400_000_YEARS);
            OffsetDateTime time = instant.atOffset(ZoneOffset.ofTotalSeconds(
                    random.nextInt(36) * 3600 - 17 * 3600 - (random.nextInt(3) == 0 ? random.nextInt(3600) : 0)));

            assertThat(written(instant)).isEqualTo(DateTimeFormatter.ISO_INSTANT.format(instant));
            assertThat(written(time)).isEqualTo(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999999+18:00",
                "+10000-01-01T00:00:00Z",
                "-0001-12-31T23:59:59Z",
                "2026-11-20T18:02:00+08:00",
                "2026-11-20T18:02:11.100-03:30"
            })
    void writesTheEdgesAsTheFormattersOfJavaDo(String text) throws JsonProcessingException {
        OffsetDateTime time = OffsetDateTime.parse(text);

        assertThat(written(time)).isEqualTo(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
        assertThat(written(time.toInstant())).isEqualTo(DateTimeFormatter.ISO_INSTANT.format(time));
    }

    private static Instant instant(Random random, long seconds) {
        int unit = UNITS.get(random.nextInt(UNITS.size()));
        return Instant.ofEpochSecond(
                (long) ((random.nextDouble() * 2 - 1) * seconds), (long) random.nextInt(1_000_000_000 / unit) * unit);
    }

    private static String written(Object time) throws JsonProcessingException {
        String json = JsonSerde.mapper().writeValueAsString(time);
        return json.substring(1, json.length() - 1);
    }
}
