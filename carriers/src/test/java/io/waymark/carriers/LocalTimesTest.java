package io.waymark.carriers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.protocol.MalformedPayloadException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalTimesTest {

    private static final Instant NOW = Instant.parse("2024-05-02T02:00:00Z");

    @Test
    void readsChinaTime() {
        assertThat(LocalTimes.read(" 2024-05-02 10:00:00 ", LocalTimes.CHINA, NOW))
                .isEqualTo(OffsetDateTime.parse("2024-05-02T10:00:00+08:00"));
        assertThat(LocalTimes.read("2024-05-02 10:00", LocalTimes.CHINA, NOW))
                .isEqualTo(OffsetDateTime.parse("2024-05-02T10:00:00+08:00"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2024-02-30 10:00:00",
                "2024-05-02T10:00:00",
                "24-5-2 1:0",
                "2024-05-03 10:00:01",
                "1999-12-31 23:59:59",
                "-999999999-01-01 00:00:00"
            })
    void refusesWhatIsNoTimeOrMoreThanADayAheadOrOfTheLastCentury(String text) {
        assertThatThrownBy(() -> LocalTimes.read(text, LocalTimes.CHINA, NOW))
                .isInstanceOf(MalformedPayloadException.class);
    }

    /** A strict formatter is slower and the measure. */
    @Test
    void readsTheUsualFormAsAStrictFormatterWould() {
        DateTimeFormatter strict =
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
        Random random = new Random(20261122);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            String text = "20%02d-%02d-%02d %02d:%02d:%02d"
                    .formatted(
                            random.nextInt(24),
                            random.nextInt(14),
                            random.nextInt(33),
                            random.nextInt(26),
                            random.nextInt(62),
                            random.nextInt(62));
            Optional<LocalDateTime> expected = parsed(() -> LocalDateTime.parse(text, strict));
            refused += expected.isEmpty() ? 1 : 0;

            assertThat(parsed(() -> LocalTimes.read(text, LocalTimes.CHINA, NOW).toLocalDateTime()))
                    .as(text)
                    .isEqualTo(expected);
        }
        assertThat(refused).isBetween(1_000, 19_000);
    }

    private static Optional<LocalDateTime> parsed(Supplier<LocalDateTime> reading) {
        try {
            return Optional.of(reading.get());
        } catch (DateTimeException | MalformedPayloadException refused) {
            return Optional.empty();
        }
    }
}
