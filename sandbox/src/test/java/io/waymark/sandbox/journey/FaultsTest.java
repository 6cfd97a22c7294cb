package io.waymark.sandbox.journey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FaultsTest {

    private final Faults faults = new Faults();

    @Test
    void lastForAsManyCallsAsWereOrdered() {
        faults.script("onerway", FaultMode.NOT_FINAL, 2);

        assertThat(faults.whenCalled("onerway")).contains(FaultMode.NOT_FINAL);
        assertThat(faults.whenCalled("onerway")).contains(FaultMode.NOT_FINAL);
        assertThat(faults.whenCalled("onerway")).isEmpty();
    }

    @Test
    void concernCallsOfTheirDirectionAlone() {
        faults.script("kuaidi100", FaultMode.BAD_SIGNATURE, 1);

        assertThat(faults.whenCalled("kuaidi100")).isEmpty();
        assertThat(faults.whenCalling("sto")).isEmpty();
        assertThat(faults.whenCalling("kuaidi100")).contains(FaultMode.BAD_SIGNATURE);
    }

    @Test
    void endWhenTheyAreCleared() {
        faults.script("sto", FaultMode.DROP, 5);
        faults.clear();

        assertThat(faults.whenCalling("sto")).isEmpty();
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
