package io.waymark.poller.plan;

import static io.waymark.carriers.ProviderId.KUAIDI100;
import static io.waymark.carriers.ProviderId.STO;
import static io.waymark.carriers.ProviderId.THIRTYPOST;
import static io.waymark.contract.SubStatus.AWAITING_FIRST_EVENT;
import static io.waymark.contract.SubStatus.MOVING;
import static io.waymark.contract.SubStatus.OUT_FOR_DELIVERY;
import static io.waymark.contract.SubStatus.SIGNED;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.carriers.ProviderId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Tracking;
import io.waymark.poller.plan.ExpectedSilence.Counted;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a number is looked at next. */
class PlanTimesTest {

    private static final double MIDDLE = 0.5;
    private static final double LEAST = 0;
    private static final double MOST = 1;

    private static Duration poll(Facts facts) {
        return wait(Planners.usual(), facts, MIDDLE);
    }

    private static Duration silence(Facts facts) {
        return wait(Planners.usual(), facts, LEAST);
    }

    private static Duration wait(Planner planner, Facts facts, double random) {
        return Objects.requireNonNull(planner.plan(facts.facts(), random).dueIn());
    }

    @Test
    void whatWasNeverAskedAboutNorToldIsAskedAboutAtOnce() {
        assertThat(poll(Facts.polled(THIRTYPOST)
                        .at(AWAITING_FIRST_EVENT)
                        .neverTold()
                        .registered("PT1S")
                        .heard("PT1S")))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "PT1H,,PT3H", // 4 h after the news
        "PT5H,PT3H,PT1H", // 4 h after the last query
        "PT1H,PT3H,PT3H", // the news came later than the query
        "PT49H,PT1H,PT15H", // two days of silence then: doubled twice
        "P9D,PT1H,PT23H" // and never more than a day
    })
    void anIntervalCountsFromTheLastNewsOrQuery(String heard, String asked, Duration wait) {
        Facts facts = Facts.polled(KUAIDI100).at(MOVING).heard(heard);

        assertThat(poll(asked == null ? facts : facts.asked(asked))).isEqualTo(wait);
    }

    @Test
    void anIntervalVariesByATenthEitherWay() {
        Facts facts = Facts.polled(KUAIDI100).at(MOVING).heard("PT0S");

        assertThat(wait(Planners.usual(), facts, LEAST)).isEqualTo(Duration.ofMinutes(216));
        assertThat(wait(Planners.usual(), facts, MOST)).isEqualTo(Duration.ofMinutes(264));
    }

    @ParameterizedTest
    @CsvSource({"P20D,PT4H", "P10D,PT2H", "P5D,PT1H", "P1D,PT30M", "-P1D,PT2H"})
    void aDeadlineShortensIt(String left, Duration wait) {
        assertThat(poll(Facts.polled(KUAIDI100).at(MOVING).heard("PT0S").owedIn(left)))
                .isEqualTo(wait);
    }

    @Test
    void notBelowTheGapThatTheProviderAsksFor() {
        assertThat(poll(Facts.polled(KUAIDI100)
                        .at(OUT_FOR_DELIVERY)
                        .heard("PT0S")
                        .asked("PT0S")
                        .owedIn("P1D")))
                .isEqualTo(Duration.ofMinutes(30));
    }

    /** Four hours is how long settlements are held unless an operator says otherwise. */
    @Test
    void whatStoSaysIsDeliveredIsAskedAboutBeforeItsSettlementGoesOutAndSeldomLater() {
        Facts facts = Facts.pushed(STO).at(SIGNED).lastEvent("PT0S").heard("PT0S");
        assertThat(wait(Planners.usual(), facts, MOST)).isLessThan(Duration.ofHours(4));

        assertThat(poll(facts.heard("PT3H").asked("PT0S"))).isEqualTo(Duration.ofHours(24));
        assertThat(poll(facts.heard("PT27H").asked("PT0S"))).isEqualTo(Duration.ofDays(7));
        assertThat(poll(Facts.pushed().at(SIGNED).lastEvent("PT0S").heard("PT0S")))
                .isEqualTo(Duration.ofDays(7));
    }

    @Test
    void itIsLookedAtAgainWhenTheDeadlineHasComeNearer() {
        assertThat(poll(Facts.polled(KUAIDI100)
                        .at(SIGNED)
                        .lastEvent("PT1H")
                        .heard("PT0S")
                        .owedIn("P7DT5H")))
                .isEqualTo(Duration.ofHours(5).plusMillis(1));
    }

    @ParameterizedTest
    @CsvSource({
        "PT1H,,0,PT7H", // twice Kuaidi100's four hours
        "PT9H,,0,-PT1H",
        "PT10H,PT1H,1,PT15H", // one query brought nothing: 16 h after it
        "PT10H,PT1H,2,PT31H",
        "P20D,PT1H,9,PT71H", // never more than three days
        "PT1H,PT2H,7,PT7H" // news came after the query: a new silence
    })
    void aSilenceThatQueriesDoNotEndIsAskedAboutEverMoreSeldom(
            String heard, String asked, int fruitless, Duration wait) {
        Facts facts = Facts.pushed().at(MOVING).heard(heard).fruitless(fruitless);

        assertThat(silence(asked == null ? facts : facts.asked(asked))).isEqualTo(wait);
    }

    @Test
    void aSilenceIsNeverBrokenBeforeItIsUnusual() {
        assertThat(wait(Planners.usual(), Facts.pushed().heard("PT0S"), LEAST)).isEqualTo(Duration.ofHours(8));
        assertThat(wait(Planners.usual(), Facts.pushed().heard("PT0S"), MOST)).isEqualTo(Duration.ofMinutes(528));
    }

    @ParameterizedTest
    @CsvSource({"P20D,PT8H,false", "P10D,PT4H,false", "P1D,PT4H,false", "P1D,-PT5H,true"})
    void aDeadlineHalvesTheSilenceThatIsWaitedForAndNotWhatCountsAsSilent(String left, String wait, boolean silent) {
        String heard = Duration.parse(wait).isNegative() ? "PT9H" : "PT0S";
        Plan plan =
                Planners.usual().plan(Facts.pushed().heard(heard).owedIn(left).facts(), LEAST);

        assertThat(plan.dueIn()).isEqualTo(Duration.parse(wait));
        assertThat(plan.silent()).isEqualTo(silent);
    }

    @Test
    void ourOwnHistoryTellsWhatIsUnusual() {
        ExpectedSilence history = ExpectedSilence.of(
                List.of(new Counted(
                        KUAIDI100, ShipmentStatus.OUT_FOR_DELIVERY, LogScale.bucket(Duration.ofMinutes(50)), 60)),
                50);

        assertThat(wait(
                        Planners.knowing(history),
                        Facts.pushed().at(OUT_FOR_DELIVERY).heard("PT0S"),
                        LEAST))
                .isBetween(Duration.ofMinutes(50), Duration.ofMinutes(57));
        assertThat(wait(Planners.knowing(history), Facts.pushed().at(MOVING).heard("PT0S"), LEAST))
                .isEqualTo(Duration.ofHours(8));
    }

    @ParameterizedTest
    @CsvSource({"1,PT30S", "4,PT4M", "20,PT1H"})
    void aFailedCallIsRepeatedByTheScheduleOfFailures(int failures, Duration wait) {
        assertThat(poll(Facts.pushed().heard("P2D").asked("PT0S").failed(failures)))
                .isEqualTo(wait);
        assertThat(poll(Facts.polled(THIRTYPOST).asked("PT0S").failed(failures)))
                .isEqualTo(wait);
    }

    @Test
    void inASandboxEverythingHappensSooner() {
        Planner fast = Planners.fast(1000);

        assertThat(wait(fast, Facts.polled(KUAIDI100).at(MOVING).heard("PT0S"), MIDDLE))
                .isEqualTo(Duration.ofMillis(14_400));
        assertThat(wait(fast, Facts.pushed().at(MOVING).heard("PT0S"), LEAST)).isEqualTo(Duration.ofMillis(28_800));
        assertThat(wait(
                        fast,
                        Facts.polled(KUAIDI100).at(MOVING).heard("PT172.8S").asked("PT0S"),
                        MIDDLE))
                .isEqualTo(Duration.ofMillis(57_600));
        assertThat(fast.plan(Facts.polled(KUAIDI100).owedIn("PT10M").facts(), MIDDLE)
                        .rank())
                .isEqualTo(Rank.URGENT);
        assertThat(fast.plan(
                                Facts.polled(KUAIDI100)
                                        .heard("PT44M")
                                        .answered("PT1M")
                                        .facts(),
                                MIDDLE)
                        .end())
                .isEqualTo(EndReason.NO_EVENTS);
    }

    /**
     * Else it would be put off for ever. A deadline that comes nearer, or the silence that begins, may have it looked at a few
     * times before.
     */
    @Test
    void whenItsTimeHasComeAPlanMadeAnewIsDueOrOver() {
        Random random = new Random(20_260_310);
        for (int i = 0; i < 20_000; i++) {
            double jitter = Jitter.of(i, 3);
            Facts facts = anyOf(random);
            Plan plan = Planners.usual().plan(facts.facts(), jitter);

            for (int looks = 0; looks < 7 && plan.end() == null && !plan.isDue(); looks++) {
                facts.nowIs(facts.facts().now().plus(Objects.requireNonNull(plan.dueIn())));
                plan = Planners.usual().plan(facts.facts(), jitter);
            }

            assertThat(plan.isDue() || plan.end() != null)
                    .as("%s of %s", plan, facts.facts())
                    .isTrue();
        }
    }

    @Test
    void nothingIsAskedAboutWithinTheGapOfItsProvider() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            WatchFacts facts = anyOf(random).facts();
            Plan plan = Planners.usual().plan(facts, random.nextDouble());
            boolean first = facts.askedAt() == null || facts.failures() > 0;

            if (plan.isDue() && !first) {
                assertThat(Duration.between(facts.askedAt(), facts.now()))
                        .as("%s of %s", plan, facts)
                        .isGreaterThanOrEqualTo(
                                Planners.quotas(1).of(facts.provider()).gap());
            }
        }
    }

    private static Facts anyOf(Random random) {
        SubStatus at = SubStatus.values()[random.nextInt(SubStatus.values().length)];
        Facts facts = Facts.polled(ProviderId.values()[random.nextInt(3)])
                .tracking(Tracking.values()[random.nextInt(4)])
                .pushing(Pushing.values()[random.nextInt(Pushing.values().length)])
                .at(at)
                .registered("PT" + (240 + random.nextInt(400)) + "H")
                .heard("PT" + random.nextInt(50_000) + "M")
                .lastEvent("PT" + random.nextInt(20_000) + "M")
                .fruitless(random.nextInt(6));
        if (random.nextBoolean()) {
            facts.asked("PT" + random.nextInt(3000) + "M");
        }
        if (random.nextInt(3) == 0) {
            facts.owedIn("PT" + (random.nextInt(40_000) - 5000) + "M");
        }
        return random.nextInt(4) == 0 ? facts.failed(1 + random.nextInt(9)) : facts;
    }
}
