package io.waymark.console.eta;

import static io.waymark.console.Api.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often predictions were right, of a carrier of the test's own. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class BackTestIT {

    private static final Instant NOW = Instant.now();

    /** A Tuesday, UTC: what is within a day of it is of the same week. */
    private static final Instant TESTED = NOW.atOffset(ZoneOffset.UTC)
            .minusDays(30)
            .with(TemporalAdjusters.previousOrSame(DayOfWeek.TUESDAY))
            .toInstant();

    private final String carrier = "c" + number();

    @Inject
    Journeys journeys;

    @Inject
    StatisticsRepository statistics;

    /** The median took 5 hours, nine of ten 9; too long ago to be tested itself. */
    @BeforeEach
    void aHundredThatTookOneToTenHours() {
        for (int hours = 1; hours <= 10; hours++) {
            add(NOW.minus(Duration.ofDays(100)), hours, 10);
        }
    }

    @Test
    void everyParcelIsJudgedByWhatWasKnownBeforeItsWeek() {
        add(TESTED, 3, 20);
        add(TESTED, 5, 4);
        add(TESTED, 7, 8);
        add(TESTED, 9, 3);
        add(TESTED, 20, 15);

        journeys.drawUp(NOW);

        assertThat(journeys.judged(carrier)).isEqualTo("50 15 35");
    }

    @Test
    void whatWasDeliveredTheSameWeekIsNotKnownYet() {
        add(TESTED.minus(Duration.ofHours(20)), 1, 200);
        add(TESTED, 7, 30);

        journeys.drawUp(NOW);

        assertThat(journeys.judged(carrier)).isEqualTo("230 30 230");
    }

    @Test
    void aParcelWhoseTimeIsNotOverIsNotJudgedHoweverQuickItWas() {
        add(TESTED, 7, 30);
        add(NOW.minus(Duration.ofHours(2)), 1, 30);

        journeys.drawUp(NOW);

        assertThat(journeys.judged(carrier)).isEqualTo("30 30 30");
    }

    @Test
    void parcelsThatNeverArrivedOrWentBackWereNotPredictedRightly() {
        add(TESTED, 7, 30);
        journeys.addUnarrived(carrier, TESTED, 6);
        journeys.addReturned(carrier, TESTED, 4);
        journeys.addUnarrived(carrier, NOW.minus(Duration.ofHours(6)), 50);

        journeys.drawUp(NOW);

        assertThat(journeys.judged(carrier)).isEqualTo("40 30 30");
        assertThat(journeys.compared(carrier, Duration.ofHours(7))).isEqualTo("30 30");
    }

    @Test
    void nothingIsPredictedFromFewerThanThirty() {
        String newcomer = "n" + carrier;
        journeys.add(newcomer, "", "", TESTED, Duration.ofHours(1), 29);
        journeys.add(newcomer, "", "", TESTED.plus(Duration.ofDays(8)), Duration.ofHours(1), 10);

        journeys.drawUp(NOW);

        assertThat(journeys.judged(newcomer)).isEqualTo("0 0 0");
    }

    @Test
    void oneReplicaDrawsUpTheStatisticsOfAPeriod() {
        Instant later = NOW.plus(Duration.ofDays(3650));

        assertThat(claimed(later, later.minusSeconds(60))).isTrue();
        assertThat(claimed(later.plusSeconds(1), later.minusSeconds(59))).isFalse();
        assertThat(claimed(later.plusSeconds(61), later.plusSeconds(1))).isTrue();
    }

    private boolean claimed(Instant now, Instant since) {
        return statistics.claim(now, since).await().atMost(Duration.ofSeconds(10));
    }

    private void add(Instant began, int hours, int parcels) {
        journeys.add(carrier, "", "", began, Duration.ofHours(hours), parcels);
    }
}
