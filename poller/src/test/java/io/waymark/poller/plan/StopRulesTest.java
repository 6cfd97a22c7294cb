package io.waymark.poller.plan;

import static io.waymark.carriers.ProviderId.KUAIDI100;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.SubStatus;
import io.waymark.contract.Tracking;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StopRulesTest {

    private static final StopRules RULES = new StopRules(Duration.ofDays(15), Duration.ofDays(30), Duration.ofDays(14));

    static Stream<Arguments> ends() {
        // spotless:off
        return Stream.of(
                end("on the road",                  Facts.pushed(), null),
                end("nobody wants it",              Facts.pushed().tracking(Tracking.NONE), EndReason.WITHDRAWN),
                end("back at the sender",           Facts.pushed().at(SubStatus.RETURN_SIGNED).lastEvent("PT1H"), EndReason.TERMINAL),
                end("delivered 15 days ago",        Facts.pushed().at(SubStatus.SIGNED).lastEvent("P15D"), null),
                end("delivered longer ago",         Facts.pushed().at(SubStatus.SIGNED).lastEvent("PT360H1S"), EndReason.TERMINAL),
                end("withdrawn 15 days ago",        Facts.pushed().at(SubStatus.ORDER_CANCELLED).lastEvent("P15D"), null),
                end("withdrawn longer ago",         Facts.pushed().at(SubStatus.ORDER_CANCELLED).lastEvent("PT360H1S"), EndReason.TERMINAL),
                end("delivered, nobody knows when", Facts.pushed().at(SubStatus.SIGNED).heard("P16D"), EndReason.TERMINAL),
                end("delivered and owed",           Facts.pushed().at(SubStatus.SIGNED).lastEvent("P16D").owedIn("P3D"), EndReason.TERMINAL),
                end("silent for 30 days",           Facts.pushed().heard("P30D"), null),
                end("silent for longer",            Facts.pushed().heard("PT720H1S"), EndReason.NO_EVENTS),
                end("silent, owed until tomorrow",  Facts.pushed().heard("P40D").owedIn("P1D"), null),
                end("silent, owed until yesterday", Facts.pushed().heard("P40D").owedIn("-P1D"), EndReason.NO_EVENTS),
                end("silent, owed for ever",        Facts.pushed().heard("P40D").owed(), EndReason.NO_EVENTS),
                end("unknown for 14 days",          unknown().registered("P14D"), null),
                end("unknown for longer",           unknown().registered("PT336H1S"), EndReason.NOT_FOUND),
                end("unknown, owed until tomorrow", unknown().registered("P20D").owedIn("P1D"), null),
                end("unknown, subscribed late",     unknown().registered("P40D").heard("P14D"), null),
                end("unknown, subscription ended",  unknown().pushing(Pushing.ENDED).registered("P15D"), EndReason.NOT_FOUND),
                end("unknown, answered",            asked().registered("P15D").answered("P3D"), EndReason.NOT_FOUND),
                end("never answered",               asked().registered("P15D").asked("P1D").failed(3), null),
                end("to be subscribed",             unknown().pushing(Pushing.AWAITED).registered("P15D"), null),
                end("subscription refused",         unknown().pushing(Pushing.UNAVAILABLE).registered("P15D"), null),
                end("waited for four times",        asked().registered("P56D").heard("P56D"), null),
                end("waited for longer",            asked().registered("PT1344H1S").heard("PT1344H1S"), EndReason.NOT_FOUND),
                end("held",                         asked().registered("P15D").heard("P15D").held(), EndReason.NOT_FOUND),
                end("pushed by nobody, not asked",  asked().tracking(Tracking.PUSH).registered("P15D").heard("P15D"), EndReason.NOT_FOUND),
                end("told, then never answered",    Facts.polled(KUAIDI100).heard("P31D"), null),
                end("told, then answered nothing",  Facts.polled(KUAIDI100).heard("P31D").answered("P1D"), EndReason.NO_EVENTS),
                end("told by the last answer",      Facts.polled(KUAIDI100).heard("P31D").answered("P31D"), null));
        // spotless:on
    }

    /** One that its provider should push, and has told nothing of for fifteen days. */
    private static Facts unknown() {
        return Facts.pushed().neverTold().heard("PT360H");
    }

    private static Facts asked() {
        return Facts.polled(KUAIDI100).neverTold().heard("PT360H");
    }

    private static Arguments end(String what, Facts facts, @Nullable EndReason reason) {
        return Arguments.of(what, facts.facts(), Optional.ofNullable(reason));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    void endsWhatIsNotWorthLookingAt(String what, WatchFacts facts, Optional<EndReason> reason) {
        assertThat(RULES.end(facts, Speed.REAL)).as(what).isEqualTo(reason);
    }

    static Stream<Arguments> times() {
        // spotless:off
        return Stream.of(
                Arguments.of(Facts.pushed().heard("P10D"), "P20D"),
                Arguments.of(Facts.pushed().heard("P10D").owedIn("P25D"), "P25D"),
                Arguments.of(unknown().registered("P3D").heard("P3D"), "P11D"),
                Arguments.of(asked().registered("P3D").heard("P3D"), "P53D"),
                Arguments.of(asked().registered("P3D").heard("P3D").answered("PT1H"), "P11D"),
                Arguments.of(Facts.pushed().at(SubStatus.SIGNED).lastEvent("P10D"), "P5D"),
                Arguments.of(Facts.pushed().at(SubStatus.SIGNED).lastEvent("P10D").heard("P28D"), "P2D"),
                Arguments.of(Facts.pushed().at(SubStatus.SIGNED).lastEvent("P15D"), "PT0S"));
        // spotless:on
    }

    @ParameterizedTest
    @MethodSource("times")
    void tellsWhenItsEndHasCome(Facts facts, Duration left) {
        Duration until = RULES.until(facts.facts(), Speed.REAL);

        assertThat(until).isEqualTo(left.plusMillis(1));
        assertThat(RULES.end(facts.facts(), Speed.REAL)).isEmpty();
        assertThat(RULES.end(facts.nowIs(Facts.NOW.plus(until)).facts(), Speed.REAL))
                .isPresent();
    }

    @Test
    void endsAThousandTimesAsSoonInASandboxThatIsThatFast() {
        Facts silent = Facts.pushed().heard("PT40M");
        Speed fast = new Speed(1000);

        assertThat(RULES.end(silent.facts(), fast)).isEmpty();
        assertThat(RULES.end(silent.heard("PT44M").facts(), fast)).contains(EndReason.NO_EVENTS);
    }
}
