package io.waymark.ingest.door;

import static io.waymark.ingest.door.Admission.Decision.ADMITTED;
import static io.waymark.ingest.door.Admission.Decision.FULL;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.ingest.door.Rush.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final long MILLI = 1_000_000;
    private static final Duration DURABLE = Duration.ofMillis(5);
    private static final Percentage ABOUT = Percentage.withPercentage(30);

    private final Admission admission = new Admission(Rush.BOUNDS, 1);
    private final Rush rush = new Rush(admission, DURABLE);

    @Test
    void turnsNobodyAwayBelowWhatCanBeServed() {
        List<Outcome> outcomes = rush.sender("kuaidi100", 1, 700, 0, 10).run();

        assertThat(outcomes).hasSizeGreaterThan(6000).allMatch(Outcome::isServed);
    }

    @Test
    void keepsAnswersQuickAndTheThreadAtWorkAtThreeTimesWhatCanBeServed() {
        List<Outcome> outcomes = rush.sender("kuaidi100", 1, 3000, 0, 10).run();

        assertThat(Rush.p99(outcomes)).isLessThan(Duration.ofMillis(60));
        assertThat(Rush.served(outcomes, all -> true)).isBetween(8500L, 10_000L);
    }

    @Test
    void turnsNobodyAwayForABurst() {
        for (int source = 0; source < 60; source++) {
            rush.sender("kuaidi100", source, 1000, 1, 1.001);
        }
        List<Outcome> outcomes = rush.sender("kuaidi100", 99, 100, 0, 5).run();

        assertThat(outcomes).hasSizeGreaterThan(500).allMatch(Outcome::isServed);
    }

    @Test
    void servesEveryoneAgainAsSoonAsLessCome() {
        List<Outcome> outcomes = rush.sender("kuaidi100", 1, 3000, 0, 5)
                .sender("kuaidi100", 2, 500, 5, 8)
                .run();

        assertThat(outcomes)
                .filteredOn(outcome -> outcome.at() > 5_100 * MILLI)
                .hasSizeGreaterThan(1300)
                .allMatch(Outcome::isServed);
    }

    @Test
    void turnsNobodyAwayWhoSendsLittleHoweverMuchOthersSend() {
        List<Outcome> outcomes = rush.sender("kuaidi100", 1, 3000, 0, 10)
                .sender("kuaidi100", 2, 20, 0, 10)
                .sender("onerway", 3, 10, 0, 10)
                .run();

        assertThat(outcomes)
                .filteredOn(outcome -> outcome.source() != 1)
                .hasSizeGreaterThan(250)
                .allMatch(Outcome::isServed);
    }

    @Test
    void sharesBetweenProvidersAndNotBetweenTheirSources() {
        rush.sender("sto", 1, 1500, 0, 10);
        for (int source = 2; source < 8; source++) {
            rush.sender("kuaidi100", source, 500, 0, 10);
        }
        List<Outcome> outcomes = rush.run();

        long sto = Rush.served(outcomes, outcome -> outcome.provider().equals("sto"));
        long kuaidi100 = Rush.served(outcomes, outcome -> outcome.provider().equals("kuaidi100"));
        assertThat(sto).isCloseTo(kuaidi100, ABOUT);
    }

    @Test
    void sharesAProvidersPartBetweenItsSources() {
        List<Outcome> outcomes = rush.sender("kuaidi100", 1, 2400, 0, 10)
                .sender("kuaidi100", 2, 600, 0, 10)
                .run();

        assertThat(Rush.served(outcomes, outcome -> outcome.source() == 1))
                .isCloseTo(Rush.served(outcomes, outcome -> outcome.source() == 2), ABOUT);
    }

    @Test
    void leavesToOthersWhatOneDoesNotUse() {
        List<Outcome> outcomes = rush.sender("kuaidi100", 1, 2500, 0, 10)
                .sender("sto", 2, 200, 0, 10)
                .run();

        assertThat(Rush.served(outcomes, outcome -> outcome.source() == 2)).isGreaterThan(1900);
        assertThat(Rush.served(outcomes, outcome -> outcome.source() == 1)).isGreaterThan(6300);
    }

    @Test
    void holdsOutAgainstMoreSourcesThanItKeeps() {
        Random random = new Random(1);
        long now = 0;
        int served = 0;
        for (int i = 0; i < 20_000; i++) {
            now += MILLI / 10;
            long source = random.nextLong();
            Admission.Decision decision = admission.admit("kuaidi100", source, 0, 30 * MILLI, now);
            if (decision == ADMITTED) {
                served++;
                admission.release(source, 0, -1, now);
            }
        }

        assertThat(served).isPositive().isLessThan(20_000);
        assertThat(admission.admit("sto", 1, 0, 30 * MILLI, now)).isEqualTo(ADMITTED);
    }

    @Test
    void admitsNobodyBeyondItsHardBounds() {
        Admission narrow = new Admission(new Bounds(2, 2, 5000, Duration.ofMillis(40), Duration.ofMillis(20)), 1);

        assertThat(narrow.admit("sto", 1, 3000, 0, 0)).isEqualTo(ADMITTED);
        assertThat(narrow.admit("sto", 2, 3000, 0, 0)).as("bytes").isEqualTo(FULL);
        assertThat(narrow.admit("sto", 3, 0, 0, 0)).isEqualTo(ADMITTED);
        assertThat(narrow.admit("onerway", 4, 0, 0, 0)).as("callbacks").isEqualTo(FULL);

        narrow.release(1, 3000, MILLI, MILLI);
        narrow.release(3, 0, MILLI, MILLI);

        assertThat(narrow.inFlight()).isZero();
        assertThat(narrow.bytesHeld()).isZero();
        assertThat(narrow.admit("onerway", 4, 3000, 0, MILLI)).isEqualTo(ADMITTED);
    }

    @Test
    void takesFewerAtOneTimeWhenEvenTheQuickestAnswerIsSlowAndMoreOnceItIsNot() {
        for (long now = 0; now < 3000 * MILLI; now += MILLI) {
            threeAskAndOneIsAnswered(now, 200 * MILLI);
        }
        assertThat(admission.limit()).isEqualTo(256);
        assertThat(admission.inFlight()).isBetween(64, 256);
        assertThat(admission.admit("onerway", 2, 0, 0, 3000 * MILLI))
                .as("an idle one")
                .isEqualTo(ADMITTED);

        for (long now = 3000 * MILLI; now < 6000 * MILLI; now += MILLI) {
            threeAskAndOneIsAnswered(now, 2 * MILLI);
        }
        assertThat(admission.limit()).isGreaterThan(2000);
    }

    @Test
    void keepsTakingCallbacksWhileNothingAtAllIsAnswered() {
        admission.admit("sto", 1, 0, 0, 0);
        admission.release(1, 0, MILLI, MILLI);

        for (int source = 0; source < 4096; source++) {
            assertThat(admission.admit("sto", source, 0, 0, 200 * MILLI)).isEqualTo(ADMITTED);
        }
        assertThat(admission.admit("sto", 4096, 0, 0, 200 * MILLI)).isEqualTo(FULL);
    }

    private void threeAskAndOneIsAnswered(long now, long waited) {
        for (int i = 0; i < 3; i++) {
            admission.admit("sto", 1, 0, 0, now);
        }
        admission.release(1, 0, waited, now);
    }
}
