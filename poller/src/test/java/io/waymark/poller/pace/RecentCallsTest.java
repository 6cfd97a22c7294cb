package io.waymark.poller.pace;

import static io.waymark.carriers.ProviderId.KUAIDI100;
import static io.waymark.carriers.ProviderId.STO;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentCallsTest {

    private static final Duration GAP = Duration.ofMinutes(30);
    private static final NumberKey NUMBER = new NumberKey("yto", "YT1");

    private final RecentCalls calls = new RecentCalls();

    private Duration remaining(NumberKey number, long nanoTime) {
        return calls.remaining(KUAIDI100, number, GAP, nanoTime);
    }

    @Test
    void aNumberIsLeftAloneForTheGapAlsoWhereTheClockOverflows() {
        long begun = Long.MAX_VALUE - 5;
        calls.asked(KUAIDI100, NUMBER, begun);

        assertThat(remaining(NUMBER, begun)).isEqualTo(GAP);
        assertThat(remaining(NUMBER, begun + Duration.ofMinutes(20).toNanos())).isEqualTo(Duration.ofMinutes(10));
        assertThat(remaining(NUMBER, begun + GAP.toNanos())).isEqualTo(Duration.ZERO);
    }

    @Test
    void anotherProviderCarrierOrNumberIsAnother() {
        calls.asked(KUAIDI100, NUMBER, 0);

        assertThat(remaining(new NumberKey("yto", "YT2"), 0)).isEqualTo(Duration.ZERO);
        assertThat(remaining(new NumberKey("sto", "YT1"), 0)).isEqualTo(Duration.ZERO);
        assertThat(calls.remaining(STO, NUMBER, GAP, 0)).isEqualTo(Duration.ZERO);
    }

    @Test
    void whatTheProviderNeverHeardOfIsForgotten() {
        calls.asked(KUAIDI100, NUMBER, 0);

        calls.forget(KUAIDI100, new NumberKey("yto", "YT2"));
        assertThat(remaining(NUMBER, 0)).isEqualTo(GAP);
        calls.forget(KUAIDI100, NUMBER);
        assertThat(remaining(NUMBER, 0)).isEqualTo(Duration.ZERO);
    }

    @Test
    void tenThousandNumbersAreKeptApart() {
        for (int number = 0; number < 10_000; number += 2) {
            calls.asked(KUAIDI100, new NumberKey("yto", "YT" + number), 0);
        }

        int wrong = 0;
        for (int number = 1; number < 10_000; number += 2) {
            wrong += remaining(new NumberKey("yto", "YT" + number), 0).isZero() ? 0 : 1;
        }
        assertThat(wrong).isZero();
    }
}
