package io.waymark.console.eta;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsTest {

    private static final Instant BEGAN = Instant.parse("2026-11-20T02:00:00Z");

    private static final Instant MONTH = Instant.parse("2026-11-01T00:00:00Z");

    /** 1, 2, … 100 minutes. */
    private static final List<Integer> HUNDRED =
            IntStream.rangeClosed(1, 100).boxed().toList();

    @Test
    void theRangeIsFromTheMedianToTheNinetiethPercentile() {
        Eta eta = of(HUNDRED).eta(BEGAN, BEGAN).orElseThrow();

        assertThat(eta.earliest()).isEqualTo(BEGAN.plus(Duration.ofMinutes(50)));
        assertThat(eta.latest()).isEqualTo(BEGAN.plus(Duration.ofMinutes(90)));
        assertThat(eta.basis()).isEqualTo(new Eta.Basis(100, "广东-浙江", MONTH));
    }

    @Test
    void whoHasWaitedIsComparedWithThoseThatTookLonger() {
        Eta eta = of(HUNDRED).eta(BEGAN, after(60)).orElseThrow();

        assertThat(eta.basis().parcels()).isEqualTo(30);
        assertThat(eta.earliest()).isEqualTo(after(80));
        assertThat(eta.latest()).isEqualTo(after(96));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30, 69, 70})
    void theRangeNeverBeginsInThePast(int minutes) {
        Instant now = after(minutes).plusSeconds(59);

        assertThat(of(HUNDRED).eta(BEGAN, now).orElseThrow().earliest()).isAfter(now);
    }

    @Test
    void fewerThanThirtyComparableParcelsSayNothing() {
        assertThat(of(HUNDRED).eta(BEGAN, after(70))).isPresent();
        assertThat(of(HUNDRED).eta(BEGAN, after(71))).isEmpty();
        assertThat(of(HUNDRED.subList(0, 29)).eta(BEGAN, BEGAN)).isEmpty();
    }

    @Test
    void howOftenItWasRightIsToldInHundredths() {
        Eta eta = new Statistics(null, HUNDRED, BEGAN, 300, 121, 274)
                .eta(BEGAN, BEGAN)
                .orElseThrow();

        assertThat(eta.basis().lane()).isNull();
        assertThat(eta.coverage()).isEqualTo(new Eta.Coverage(200, 0.4, 0.91));
    }

    @Test
    void howOftenItWasRightIsNotToldFromAFew() {
        assertThat(new Statistics(null, HUNDRED, BEGAN, 29, 29, 29)
                        .eta(BEGAN, BEGAN)
                        .orElseThrow()
                        .coverage())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"30, 30", "49, 30", "50, 50", "99, 50", "199, 100", "500, 500", "1999, 1000", "123456, 100000"})
    void howManyAreToldAreAtLeastSoMany(int predictions, int told) {
        assertThat(new Statistics(null, HUNDRED, BEGAN, predictions, 0, 0)
                        .eta(BEGAN, BEGAN)
                        .orElseThrow()
                        .coverage())
                .isEqualTo(new Eta.Coverage(told, 0, 0));
    }

    private static Statistics of(List<Integer> minutes) {
        return new Statistics("广东-浙江", minutes, BEGAN, 0, 0, 0);
    }

    private static Instant after(int minutes) {
        return BEGAN.plus(Duration.ofMinutes(minutes));
    }
}
