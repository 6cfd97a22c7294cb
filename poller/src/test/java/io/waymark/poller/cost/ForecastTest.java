package io.waymark.poller.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ForecastTest {

    private static final BillingMonth ELEVENTH = new BillingMonth(day(1), day(11), 19.5);

    private static LocalDate day(int day) {
        return LocalDate.of(2026, 11, day);
    }

    @Test
    void theMeanOfTheLastSevenWholeDaysGoesOn() {
        Map<LocalDate, Long> days = new TreeMap<>();
        for (int day = 1; day <= 3; day++) {
            days.put(day(day), 1000L);
        }
        for (int day = 4; day <= 10; day++) {
            days.put(day(day), 10L);
        }
        days.put(day(11), 4L);

        assertThat(Forecast.soFar(days, ELEVENTH)).isEqualTo(3074);
        assertThat(Forecast.of(days, day(1), ELEVENTH)).isEqualTo(3074 + 195);
    }

    @Test
    void aDayWithoutNumbersCounts() {
        assertThat(Forecast.of(Map.of(day(4), 14L), day(1), ELEVENTH)).isEqualTo(14 + 39);
    }

    @Test
    void whoBeganTwoDaysAgoHasTwoDays() {
        assertThat(Forecast.of(Map.of(day(9), 10L, day(10), 20L), day(9), ELEVENTH))
                .isEqualTo(30 + 293);
    }

    @Test
    void onTheFirstDayEverNothingIsForetold() {
        assertThat(Forecast.of(Map.of(day(11), 7L), day(11), ELEVENTH)).isEqualTo(7);
    }

    @Test
    void theMonthBeforeTellsHowItGoesOnButIsNotBilledAgain() {
        BillingMonth second = new BillingMonth(day(1), day(2), 29);
        Map<LocalDate, Long> days = Map.of(LocalDate.of(2026, 10, 30), 70L, day(1), 7L, day(2), 5L);

        assertThat(Forecast.since(second)).isEqualTo("2026-10-26");
        assertThat(Forecast.of(days, LocalDate.of(2026, 1, 1), second)).isEqualTo(12 + 77 * 29 / 7);
    }
}
