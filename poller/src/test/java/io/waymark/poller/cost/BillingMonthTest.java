package io.waymark.poller.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillingMonthTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest
    @CsvSource({
        "2026-11-30T15:59:59Z, Asia/Shanghai, 2026-11-30",
        "2026-11-30T16:00:00Z, Asia/Shanghai, 2026-12-01",
        "2026-11-30T16:00:00Z, UTC,           2026-11-30",
        "2026-12-31T20:00:00Z, Asia/Shanghai, 2027-01-01"
    })
    void aDayEndsWhenItEndsWhereTheProviderIs(Instant now, ZoneId zone, LocalDate today) {
        BillingMonth month = BillingMonth.at(now, zone);

        assertThat(month.today()).isEqualTo(today);
        assertThat(month.first()).isEqualTo(today.withDayOfMonth(1));
    }

    @Test
    void itHasNeighboursInOtherYearsToo() {
        assertThat(BillingMonth.at(Instant.parse("2026-12-10T00:00:00Z"), SHANGHAI)
                        .next())
                .isEqualTo("2027-01-01");
        assertThat(BillingMonth.at(Instant.parse("2027-01-10T00:00:00Z"), SHANGHAI)
                        .previous())
                .isEqualTo("2026-12-01");
    }

    @Test
    void theRestOfTodayIsLeftToo() {
        assertThat(BillingMonth.at(Instant.parse("2026-11-29T04:00:00Z"), SHANGHAI)
                        .daysLeft())
                .isCloseTo(1.5, within(1e-9));
    }
}
