package io.waymark.poller.plan;

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
                end("unknown for 14 days",          Facts.pushed().neverTold().registered("P14D"), null),
                end("unknown for longer",           Facts.pushed().neverTold().registered("PT336H1S"), EndReason.NOT_FOUND),
                end("unknown, owed until tomorrow", Facts.pushed().neverTold().registered("P20D").owedIn("P1D"), null));
        // spotless:on
    }

    private static Arguments end(String what, Facts facts, @Nullable EndReason reason) {
        return Arguments.of(what, facts.facts(), Optional.ofNullable(reason));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    void endsWhatIsNotWorthLookingAt(String what, WatchFacts facts, Optional<EndReason> reason) {
        assertThat(RULES.end(facts, Speed.REAL)).as(what).isEqualTo(reason);
    }

    @Test
    void endsAThousandTimesAsSoonInASandboxThatIsThatFast() {
        Facts silent = Facts.pushed().heard("PT40M");
        Speed fast = new Speed(1000);

        assertThat(RULES.end(silent.facts(), fast)).isEmpty();
        assertThat(RULES.end(silent.heard("PT44M").facts(), fast)).contains(EndReason.NO_EVENTS);
    }
}
