package io.waymark.sandbox.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.sandbox.journey.Faults.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {

    private final Faults faults = new Faults();

    @Test
    void lastForAsManyCallsAsWereOrdered() {
        faults.script("onerway", FaultMode.NOT_FINAL, Direction.CALLED, 2);

        assertThat(faults.whenCalled("onerway")).contains(FaultMode.NOT_FINAL);
        assertThat(faults.whenCalled("onerway")).contains(FaultMode.NOT_FINAL);
        assertThat(faults.whenCalled("onerway")).isEmpty();
    }

    @Test
    void concernCallsOfTheirDirectionAlone() {
        faults.script("kuaidi100", FaultMode.BAD_SIGNATURE, Direction.CALLING, 1);

        assertThat(faults.whenCalled("kuaidi100")).isEmpty();
        assertThat(faults.whenCalling("sto")).isEmpty();
        assertThat(faults.whenCalling("kuaidi100")).contains(FaultMode.BAD_SIGNATURE);
    }

    @Test
    void concernCallsToTheirTargetWhereThatIsSaid() {
        faults.script("kuaidi100", FaultMode.BAD_SIGNATURE, Direction.CALLED, 1);

        assertThat(faults.whenCalling("kuaidi100")).isEmpty();
        assertThat(faults.whenCalled("kuaidi100")).contains(FaultMode.BAD_SIGNATURE);
    }

    @Test
    void endWhenTheyAreCleared() {
        faults.script("sto", FaultMode.DROP, Direction.CALLING, 5);
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
    })
    void concernPushesOfWhoPushesUnlessToldOtherwise(String target, FaultMode mode, Direction direction) {
        assertThat(Faults.usual(target, mode)).isEqualTo(direction);
        assertThat(Faults.fits(target, mode, direction)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"kuaidi100, TIMEOUT, CALLING", "kuaidi100, DUPLICATE, CALLED", "onerway, BAD_SIGNATURE, CALLING"})
    void doNotFitCallsOfAnotherDirection(String target, FaultMode mode, Direction direction) {
        assertThat(Faults.fits(target, mode, direction)).isFalse();
    }

    @Test
    void fitTheirTarget() {
        assertThat(Faults.fits("onerway", FaultMode.NOT_FINAL)).isTrue();
        assertThat(Faults.fits("sto", FaultMode.NOT_FINAL)).isFalse();
        assertThat(Faults.fits("onerway", FaultMode.REORDER)).isFalse();
        assertThat(Faults.fits("sto", FaultMode.HTTP500)).isTrue();
        assertThat(Faults.fits("moon", FaultMode.HTTP500)).isFalse();
    }
}
