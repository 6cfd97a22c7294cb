package io.waymark.carriers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
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
}
