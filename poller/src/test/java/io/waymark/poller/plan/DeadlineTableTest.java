package io.waymark.poller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineTableTest {

    private static final DeadlineTable TABLE = DeadlineTable.of(CsvRows.packed("deadline-rules.csv"));

    @ParameterizedTest
    @CsvSource({
        "P20D,SETTLEMENT,1,1",
        "P14D,SETTLEMENT,2,2",
        "P8D,SETTLEMENT,2,2",
        "P7D,URGENT,4,2",
        "P2D,URGENT,8,2",
        "PT1M,URGENT,8,2",
        "PT0S,SETTLEMENT,2,2",
        "-P3D,SETTLEMENT,2,2"
    })
    void hastensTheMoreTheNearerItIs(Duration left, Rank rank, int divisor, int silenceDivisor) {
        assertThat(TABLE.within(left)).isEqualTo(new DeadlineTable.Haste(rank, divisor, silenceDivisor));
    }

    @ParameterizedTest
    @CsvSource({"P20D,P6D", "P14D,P7D", "P7D,P5D", "P2D,P2D", "PT1S,PT1S"})
    void tellsWhenThatChanges(Duration left, Duration until) {
        assertThat(TABLE.untilChange(left)).contains(until);
    }

    @Test
    void afterTheDeadlineNothingChanges() {
        assertThat(TABLE.untilChange(Duration.ZERO)).isEmpty();
        assertThat(TABLE.untilChange(Duration.ofDays(-1))).isEmpty();
    }
}
