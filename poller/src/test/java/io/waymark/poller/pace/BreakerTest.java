package io.waymark.poller.pace;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private static final Instant NOW = Instant.parse("2026-03-10T08:00:00Z");
    private static final Breaker.Rules RULES = new Breaker.Rules(5, Duration.ofSeconds(30), Duration.ofMinutes(10));
    private static final CarrierException DOWN = new CarrierException(CarrierError.UNAVAILABLE, "http-503");
    private static final CarrierException TOO_MANY = new CarrierException(CarrierError.BUSY, "http-429");
    private static final CarrierException REFUSED = new CarrierException(CarrierError.INVALID_REQUEST, "408");

    private static Breaker failed(Breaker breaker, Instant now) {
        return breaker.after(0, List.of(DOWN), now, RULES);
    }

    private static Breaker opened() {
        return Breaker.CLOSED.after(0, nCopies(5, DOWN), NOW, RULES);
    }

    private static Instant in(String duration) {
        return NOW.plus(Duration.parse(duration));
    }

    @Test
    void fiveFailuresInARowOpenIt() {
        Breaker breaker = Breaker.CLOSED;
        for (int failure = 0; failure < 4; failure++) {
            breaker = failed(breaker, NOW);
        }
        assertThat(breaker.isClosed()).isTrue();
        assertThat(failed(breaker.after(1, List.of(), NOW, RULES), NOW).isClosed())
                .isTrue();

        assertThat(failed(breaker, NOW)).isEqualTo(new Breaker(5, 1, in("PT30S")));
        assertThat(opened()).isEqualTo(new Breaker(5, 1, in("PT30S")));
    }

    @Test
    void oneTooManyRequestsOpensItWhateverElseWasAnswered() {
        assertThat(Breaker.CLOSED.after(31, List.of(TOO_MANY), NOW, RULES)).isEqualTo(new Breaker(5, 1, in("PT30S")));
    }

    @Test
    void aRefusalIsAnAnswer() {
        Breaker almost = Breaker.CLOSED.after(0, nCopies(4, DOWN), NOW, RULES);

        assertThat(almost.after(0, List.of(DOWN, REFUSED), NOW, RULES)).isEqualTo(Breaker.CLOSED);
    }

    @Test
    void oneCallFindsOutAndWhatWasBegunBeforeSaysNothing() {
        Breaker open = opened();
        assertThat(open.mayProbe(in("PT29S"), RULES)).isFalse();
        assertThat(open.after(7, List.of(), in("PT1S"), RULES)).isEqualTo(open);
        assertThat(failed(open, in("PT1S"))).isEqualTo(open);
        assertThat(open.mayProbe(in("PT30S"), RULES)).isTrue();

        Breaker probing = open.begun(in("PT30S"), RULES);

        assertThat(probing.mayProbe(in("PT31S"), RULES)).isFalse();
        assertThat(probing.mayProbe(in("PT60S"), RULES))
                .as("the probe was lost")
                .isTrue();
        assertThat(probing.after(1, List.of(), in("PT31S"), RULES)).isEqualTo(Breaker.CLOSED);
        assertThat(failed(probing, in("PT31S"))).isEqualTo(new Breaker(5, 2, in("PT91S")));
    }

    @Test
    void itStaysOpenTwiceAsLongEachTimeUpToALimit() {
        Breaker breaker = opened();
        for (int probe = 0; probe < 30; probe++) {
            breaker = failed(breaker.begun(NOW, RULES), NOW);
        }

        assertThat(breaker.openUntil()).isEqualTo(in("PT10M"));
    }

    @Test
    void anEndThatIsTooFarAwayIsFromAnotherClock() {
        assertThat(opened().mayProbe(in("PT-9M"), RULES)).isFalse();
        assertThat(opened().mayProbe(in("PT-1H"), RULES)).isTrue();
    }

    @Test
    void nothingToReportChangesNothing() {
        assertThat(opened().after(0, List.of(), NOW, RULES)).isEqualTo(opened());
        assertThat(failed(Breaker.CLOSED, NOW).after(0, List.of(), NOW, RULES)).isEqualTo(failed(Breaker.CLOSED, NOW));
    }
}
