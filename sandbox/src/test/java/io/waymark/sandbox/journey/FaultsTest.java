package io.waymark.sandbox.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.sandbox.journey.Faults.Aim;
import io.waymark.sandbox.journey.Faults.Direction;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {

    private final Faults faults = new Faults();

    @Test
    void lastForAsManyCallsAsWereOrdered() {
        faults.script(new Aim("onerway", ""), FaultMode.NOT_FINAL, Direction.CALLED, 2);

        assertThat(faults.whenCalled(new Aim("onerway", "upload"))).contains(FaultMode.NOT_FINAL);
        assertThat(faults.whenCalled(new Aim("onerway", "upload"))).contains(FaultMode.NOT_FINAL);
        assertThat(faults.whenCalled(new Aim("onerway", "upload"))).isEmpty();
    }

    @Test
    void concernCallsOfTheirDirectionAlone() {
        faults.script(new Aim("kuaidi100", ""), FaultMode.BAD_SIGNATURE, Direction.CALLING, 1);

        assertThat(faults.whenCalled(new Aim("kuaidi100", "upload"))).isEmpty();
        assertThat(faults.whenCalling("sto")).isEmpty();
        assertThat(faults.whenCalling("kuaidi100")).contains(FaultMode.BAD_SIGNATURE);
    }

    @Test
    void concernCallsToTheirTargetWhereThatIsSaid() {
        faults.script(new Aim("kuaidi100", ""), FaultMode.BAD_SIGNATURE, Direction.CALLED, 1);

        assertThat(faults.whenCalling("kuaidi100")).isEmpty();
        assertThat(faults.whenCalled(new Aim("kuaidi100", "upload"))).contains(FaultMode.BAD_SIGNATURE);
    }

    @Test
    void concernOneOperationAloneWhereThatIsSaid() {
        faults.script(new Aim("asiabill", "upload"), FaultMode.DROP, Direction.CALLED, 2);
        faults.script(new Aim("asiabill", "query"), FaultMode.TIMEOUT, Direction.CALLED, 1);

        assertThat(faults.whenCalled(new Aim("asiabill", "query"))).contains(FaultMode.TIMEOUT);
        assertThat(faults.whenCalled(new Aim("asiabill", "query"))).isEmpty();
        assertThat(faults.whenCalled(new Aim("asiabill", "upload"))).contains(FaultMode.DROP);

        faults.script(new Aim("asiabill", ""), FaultMode.RESET, Direction.CALLED, 1);
        assertThat(faults.whenCalled(new Aim("asiabill", "upload"))).contains(FaultMode.RESET);
        assertThat(faults.whenCalled(new Aim("asiabill", "upload"))).isEmpty();
    }

    @Test
    void befallAShareOfTheCallsAndCountThoseAlone() {
        faults.script(new Aim("sto", ""), FaultMode.DROP, Direction.CALLING, 250, new Faults.Odds(0.3, 7));

        long inAThousand = IntStream.range(0, 1_000)
                .filter(call -> faults.whenCalling("sto").isPresent())
                .count();
        long inTenThousand = IntStream.range(0, 10_000)
                .filter(call -> faults.whenCalling("sto").isPresent())
                .count();

        assertThat(inAThousand).isBetween(225L, 250L);
        assertThat(inAThousand + inTenThousand).isEqualTo(250);
    }

    @Test
    void areDrawnAlikeFromOneSeed() {
        assertThat(struck(7)).isEqualTo(struck(7)).isNotEqualTo(struck(8));
    }

    private List<Boolean> struck(long seed) {
        faults.script(new Aim("sto", ""), FaultMode.DROP, Direction.CALLING, 1_000, new Faults.Odds(0.3, seed));
        return IntStream.range(0, 100)
                .mapToObj(call -> faults.whenCalling("sto").isPresent())
                .toList();
    }

    @Test
    void endWhenTheyAreCleared() {
        faults.script(new Aim("sto", ""), FaultMode.DROP, Direction.CALLING, 5);
        faults.clear();

        assertThat(faults.whenCalling("sto")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "kuaidi100, BAD_SIGNATURE, CALLING",
        "sto      , DROP         , CALLING",
        "sto      , TRUNCATED    , CALLED",
        "onerway  , BAD_SIGNATURE, CALLED",
        "onerway  , HTML         , CALLED",
        "asiabill , DUPLICATE    , CALLING",
    })
    void concernPushesOfWhoPushesUnlessToldOtherwise(String target, FaultMode mode, Direction direction) {
        assertThat(Faults.usual(target, mode)).isEqualTo(direction);
        assertThat(Faults.fits(target, mode, direction)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "kuaidi100, TIMEOUT, CALLING",
        "kuaidi100, DUPLICATE, CALLED",
        "onerway, DROP, CALLING",
        "thirtypost, BAD_SIGNATURE, CALLING"
    })
    void doNotFitCallsOfAnotherDirection(String target, FaultMode mode, Direction direction) {
        assertThat(Faults.fits(target, mode, direction)).isFalse();
    }

    @Test
    void fitTheirTarget() {
        assertThat(Faults.fits("onerway", FaultMode.NOT_FINAL)).isTrue();
        assertThat(Faults.fits("sto", FaultMode.NOT_FINAL)).isFalse();
        assertThat(Faults.fits("onerway", FaultMode.REORDER)).isFalse();
        assertThat(Faults.fits("sto", FaultMode.HTTP500)).isTrue();
        assertThat(Faults.fits("sto", FaultMode.HTTP429)).isTrue();
        assertThat(Faults.fits("sto", FaultMode.LOCKED)).isFalse();
        assertThat(Faults.fits("kuaidi100", FaultMode.LOCKED)).isTrue();
        assertThat(Faults.fits("moon", FaultMode.HTTP500)).isFalse();
        assertThat(Faults.fits("asiabill", FaultMode.WRONG_ANSWER_SIGNATURE)).isTrue();
        assertThat(Faults.fits("onerway", FaultMode.WRONG_ANSWER_SIGNATURE)).isFalse();
        assertThat(Faults.fits("asiabill", FaultMode.NOT_FINAL)).isFalse();
        assertThat(Faults.fits("onerway", FaultMode.BAD_SIGNATURE, Direction.CALLING))
                .isTrue();
    }
}
