package io.waymark.poller.plan;

import static io.waymark.carriers.ProviderId.KUAIDI100;
import static io.waymark.carriers.ProviderId.STO;
import static io.waymark.carriers.ProviderId.THIRTYPOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.carriers.ProviderId;
import io.waymark.contract.SubStatus;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTableTest {

    private static final IntervalTable TABLE = IntervalTable.of(CsvRows.packed("polling-rules.csv"));

    private static Optional<Duration> interval(ProviderId provider, SubStatus at, String unheard) {
        return TABLE.interval(provider, at.status(), at, Duration.parse(unheard));
    }

    @ParameterizedTest
    @CsvSource({
        "THIRTYPOST,AWAITING_FIRST_EVENT,PT2H",
        "THIRTYPOST,NO_RECORD,PT6H",
        "THIRTYPOST,LINEHAUL,PT12H",
        "THIRTYPOST,CUSTOMS,PT8H",
        "THIRTYPOST,CUSTOMS_PROCESSING,PT8H",
        "THIRTYPOST,MOVING,PT4H",
        "THIRTYPOST,SIGNED,P3D",
        "KUAIDI100,AWAITING_FIRST_EVENT,PT6H",
        "KUAIDI100,AWAITING_PICKUP,PT6H",
        "KUAIDI100,PICKED_UP,PT6H",
        "KUAIDI100,LINEHAUL,PT4H",
        "KUAIDI100,CUSTOMS,PT4H",
        "KUAIDI100,ARRIVED_DESTINATION_CITY,PT2H",
        "KUAIDI100,OUT_FOR_DELIVERY,PT1H",
        "KUAIDI100,LOCKER,PT4H",
        "STO,ATTEMPT_FAILED,PT3H",
        "STO,DAMAGED,PT6H",
        "STO,RETURNING,PT8H",
        "STO,SIGNED,PT3H",
        "KUAIDI100,SIGNED,P7D",
        "STO,ORDER_CANCELLED,P3D"
    })
    void theFirstRowThatFitsCounts(ProviderId provider, SubStatus at, Duration interval) {
        assertThat(interval(provider, at, "PT0S")).contains(interval);
    }

    @Test
    void aParcelThatIsBackIsNeverAskedAbout() {
        assertThat(interval(STO, SubStatus.RETURN_SIGNED, "PT0S")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT0S,PT1H", "PT11H59M,PT1H", "PT12H,PT2H", "PT24H,PT4H", "PT36H,PT6H", "P300D,PT6H", "-PT3H,PT1H"})
    void theIntervalDoublesWithSilenceUpToACeiling(String unheard, Duration interval) {
        assertThat(interval(KUAIDI100, SubStatus.OUT_FOR_DELIVERY, unheard)).contains(interval);
    }

    @Test
    void theNearerToTheRecipientTheOftener() {
        assertThat(interval(THIRTYPOST, SubStatus.OUT_FOR_DELIVERY, "PT0S").orElseThrow())
                .isLessThan(interval(THIRTYPOST, SubStatus.ARRIVED_DESTINATION_CITY, "PT0S")
                        .orElseThrow());
        assertThat(interval(THIRTYPOST, SubStatus.ARRIVED_DESTINATION_CITY, "PT0S")
                        .orElseThrow())
                .isLessThan(interval(THIRTYPOST, SubStatus.LINEHAUL, "PT0S").orElseThrow());
    }

    @Test
    void aTableThatLeavesOutAStatusIsRefused() {
        assertThatThrownBy(() -> IntervalTable.of("*,IN_TRANSIT,*,PT4H,P1D,P1D"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no polling rule for kuaidi100,PENDING");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"*,*,*,PT4H,P1D", "*,*,*,four hours,P1D,P1D", "*,*,*,PT4H,PT0S,P1D", "*,*,*,PT4H,P1D,-P1D"})
    void aRowThatSaysNoTimeIsRefused(String row) {
        assertThatThrownBy(() -> IntervalTable.of(row)).isInstanceOf(RuntimeException.class);
    }
}
