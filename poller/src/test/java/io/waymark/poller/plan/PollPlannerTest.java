package io.waymark.poller.plan;

import static io.waymark.carriers.ProviderId.KUAIDI100;
import static io.waymark.carriers.ProviderId.STO;
import static io.waymark.carriers.ProviderId.THIRTYPOST;
import static io.waymark.contract.SubStatus.ARRIVED_DESTINATION_CITY;
import static io.waymark.contract.SubStatus.AWAITING_FIRST_EVENT;
import static io.waymark.contract.SubStatus.LINEHAUL;
import static io.waymark.contract.SubStatus.ORDER_CANCELLED;
import static io.waymark.contract.SubStatus.OUT_FOR_DELIVERY;
import static io.waymark.contract.SubStatus.RETURN_SIGNED;
import static io.waymark.contract.SubStatus.SIGNED;
import static io.waymark.contract.Tracking.AUTO;
import static io.waymark.contract.Tracking.NONE;
import static io.waymark.contract.Tracking.PULL;
import static io.waymark.contract.Tracking.PUSH;
import static io.waymark.poller.plan.Pushing.ACCEPTED;
import static io.waymark.poller.plan.Pushing.AWAITED;
import static io.waymark.poller.plan.Pushing.ENDED;
import static io.waymark.poller.plan.Pushing.NOT_OFFERED;
import static io.waymark.poller.plan.Pushing.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.SubStatus;
import io.waymark.contract.Tracking;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is planned for each kind of number; for when, see the tables' own tests and {@link PlanTimesTest}. */
class PollPlannerTest {

    private static final double MIDDLE = 0.5;

    private static Plan plan(Facts facts) {
        return Planners.usual().plan(facts.facts(), MIDDLE);
    }

    static Stream<Arguments> purposes() {
        // spotless:off
        return Stream.of(
                purpose(AUTO, ACCEPTED,    LINEHAUL, Purpose.SILENCE),
                purpose(AUTO, ACCEPTED,    SIGNED,   Purpose.AFTERCARE),
                purpose(AUTO, AWAITED,     LINEHAUL, Purpose.NONE),
                purpose(AUTO, NOT_OFFERED, LINEHAUL, Purpose.POLL),
                purpose(AUTO, UNAVAILABLE, LINEHAUL, Purpose.POLL),
                purpose(AUTO, ENDED,       LINEHAUL, Purpose.POLL),
                purpose(AUTO, ENDED,       SIGNED,   Purpose.AFTERCARE),
                purpose(AUTO, ENDED,       ORDER_CANCELLED, Purpose.AFTERCARE),
                purpose(PULL, NOT_OFFERED, LINEHAUL, Purpose.POLL),
                purpose(PULL, AWAITED,     LINEHAUL, Purpose.POLL),
                purpose(PULL, ACCEPTED,    LINEHAUL, Purpose.POLL),
                purpose(PULL, NOT_OFFERED, SIGNED,   Purpose.AFTERCARE),
                purpose(PUSH, ACCEPTED,    LINEHAUL, Purpose.NONE),
                purpose(PUSH, ACCEPTED,    SIGNED,   Purpose.NONE),
                purpose(PUSH, UNAVAILABLE, LINEHAUL, Purpose.NONE),
                purpose(PUSH, ENDED,       LINEHAUL, Purpose.NONE),
                purpose(NONE, ACCEPTED,    LINEHAUL, Purpose.NONE),
                purpose(AUTO, ENDED,       RETURN_SIGNED, Purpose.NONE));
        // spotless:on
    }

    private static Arguments purpose(Tracking tracking, Pushing pushing, SubStatus at, Purpose purpose) {
        return Arguments.of(tracking, pushing, at, purpose);
    }

    @ParameterizedTest
    @MethodSource("purposes")
    void whatForFollowsFromWhatIsWantedAndWhoPushes(Tracking tracking, Pushing pushing, SubStatus at, Purpose purpose) {
        Facts facts = Facts.pushed().tracking(tracking).pushing(pushing).at(at).lastEvent("PT2H");

        assertThat(plan(facts).purpose()).isEqualTo(purpose);
    }

    @Test
    void whatIsPushedAloneIsAskedAboutIfAnOperatorSaysSo() {
        Planner healing = Planners.healingPushOnly();

        assertThat(healing.plan(Facts.pushed().tracking(PUSH).facts(), MIDDLE).purpose())
                .isEqualTo(Purpose.SILENCE);
        assertThat(healing.plan(Facts.pushed().tracking(PUSH).pushing(ENDED).facts(), MIDDLE)
                        .purpose())
                .isEqualTo(Purpose.NONE);
    }

    @Test
    void whatIsPushedAloneStillShowsWhenItFallsSilent() {
        Plan before = plan(Facts.pushed().tracking(PUSH).heard("PT7H59M"));
        Plan after = plan(Facts.pushed().tracking(PUSH).heard("PT8H"));

        assertThat(before.silent()).isFalse();
        assertThat(before.dueIn()).isEqualTo(Duration.ofMinutes(1).plusMillis(1));
        assertThat(after.silent()).isTrue();
        assertThat(after.purpose()).isEqualTo(Purpose.NONE);
    }

    @Test
    void whatNobodyAsksAboutIsLookedAtWhenItsTimeHasCome() {
        Facts lost = Facts.pushed().tracking(PUSH).heard("PT8H");
        Facts arrived = Facts.pushed().tracking(PUSH).at(SIGNED).lastEvent("P1D");
        Facts awaited = Facts.pushed().pushing(AWAITED).neverTold().heard("P10D");

        assertThat(plan(lost).dueIn())
                .isEqualTo(Duration.ofDays(30).minusHours(8).plusMillis(1));
        assertThat(plan(arrived).dueIn()).isEqualTo(Duration.ofDays(14).plusMillis(1));
        assertThat(plan(awaited).dueIn()).isEqualTo(Duration.ofDays(46).plusMillis(1));
    }

    @Test
    void whatIsAskedAboutSeldomEndsInTimeAllTheSame() {
        Plan plan = plan(
                Facts.polled(KUAIDI100).at(SIGNED).heard("P12D").asked("P1D").lastEvent("P12D"));

        assertThat(plan.purpose()).isEqualTo(Purpose.AFTERCARE);
        assertThat(plan.dueIn()).isEqualTo(Duration.ofDays(3).plusMillis(1));
    }

    @ParameterizedTest
    @EnumSource(Pushing.class)
    void whatAPersonMustCorrectIsNotAskedAbout(Pushing pushing) {
        Plan plan = plan(Facts.pushed()
                .pushing(pushing)
                .heard("P2D")
                .asked("P1D")
                .failed(2)
                .held());

        assertThat(plan).extracting(Plan::purpose, Plan::isDue, Plan::end).containsExactly(Purpose.NONE, false, null);
    }

    @Test
    void whatHasEndedIsNotAskedAboutEvenIfHeldOrFailed() {
        Plan plan = plan(Facts.polled(THIRTYPOST).heard("P31D").held().failed(3));

        assertThat(plan).isEqualTo(new Plan(Purpose.NONE, Rank.USUAL, null, false, EndReason.NO_EVENTS));
    }

    @Test
    void aNumberThatIsPolledIsNeverSilent() {
        assertThat(plan(Facts.polled(STO).heard("P20D")).silent()).isFalse();
        assertThat(plan(Facts.pushed().tracking(PULL).heard("P20D")).silent()).isFalse();
    }

    @Test
    void aParcelAtItsEndIsNotSilent() {
        assertThat(plan(Facts.pushed().at(SIGNED).lastEvent("P9D").heard("P9D")).silent())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"P20D,SETTLEMENT", "P8D,SETTLEMENT", "P7D,URGENT", "PT1H,URGENT", "-PT1H,SETTLEMENT"})
    void whomASettlementWaitsForGoesFirst(String left, Rank rank) {
        assertThat(plan(Facts.pushed().owedIn(left)).rank()).isEqualTo(rank);
    }

    @Test
    void aSettlementWithoutADeadlineGoesBeforeTheUsual() {
        assertThat(plan(Facts.pushed().owed()).rank()).isEqualTo(Rank.SETTLEMENT);
        assertThat(plan(Facts.pushed()).rank()).isEqualTo(Rank.USUAL);
    }

    @Test
    void aPostponedPlanIsTheSameButLater() {
        Plan due = plan(
                Facts.polled(KUAIDI100).neverTold().at(AWAITING_FIRST_EVENT).owedIn("P1D"));
        assertThat(due.isDue()).isTrue();

        Plan later = due.postponed(Duration.ofMinutes(3));

        assertThat(later).isEqualTo(new Plan(Purpose.POLL, Rank.URGENT, Duration.ofMinutes(3), false, null));
        assertThat(later.isDue()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"PT0S,true", "-PT1S,true", "PT0.001S,false", ",false"})
    void aPlanIsDueWhenItsTimeHasCome(@Nullable Duration dueIn, boolean due) {
        assertThat(new Plan(Purpose.POLL, Rank.USUAL, dueIn, false, null).isDue())
                .isEqualTo(due);
    }

    @Test
    void newsFromElsewhereBringsTheNextQueryForward() {
        Facts facts = Facts.polled(THIRTYPOST).at(LINEHAUL).heard("PT5H").asked("PT3H");
        Plan onTheRoad = plan(facts);
        Plan atTheDoor = plan(facts.at(OUT_FOR_DELIVERY));

        assertThat(onTheRoad.dueIn()).isEqualTo(Duration.ofHours(9));
        assertThat(plan(facts.at(ARRIVED_DESTINATION_CITY)).isDue()).isTrue();
        assertThat(atTheDoor.isDue()).isTrue();
    }
}
