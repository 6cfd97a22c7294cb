package io.waymark.console.track;

import static io.waymark.contract.ShipmentStatus.DELIVERED;
import static io.waymark.contract.ShipmentStatus.EXCEPTION;
import static io.waymark.contract.ShipmentStatus.IN_TRANSIT;
import static io.waymark.contract.ShipmentStatus.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StepTest {

    private static final List<SubStatus> NOTHING = List.of();

    @Test
    void theStatusSaysHowFarTheParcelHasCome() {
        assertThat(reached(IN_TRANSIT, SubStatus.PICKED_UP, NOTHING)).containsExactly(Step.ORDERED, Step.PICKED_UP);
        assertThat(reached(DELIVERED, SubStatus.SIGNED, NOTHING)).hasSize(5).endsWith(Step.DELIVERED);
        assertThat(reached(PENDING, SubStatus.AWAITING_FIRST_EVENT, NOTHING)).isEmpty();
    }

    @Test
    void aParcelThatGoesBackToTheHubIsOnItsWayAgain() {
        assertThat(reached(IN_TRANSIT, SubStatus.ARRIVED_HUB, List.of(SubStatus.OUT_FOR_DELIVERY)))
                .endsWith(Step.IN_TRANSIT);
    }

    @Test
    void whereTheStatusDoesNotSayTheScansDo() {
        assertThat(reached(
                        EXCEPTION,
                        SubStatus.UNSPECIFIED,
                        List.of(SubStatus.UNSPECIFIED, SubStatus.MOVING, SubStatus.PICKED_UP)))
                .endsWith(Step.IN_TRANSIT);
    }

    @Test
    void aParcelAtAStationIsNotOutForDelivery() {
        assertThat(Step.of(ShipmentStatus.AVAILABLE_FOR_PICKUP, SubStatus.LOCKER, NOTHING))
                .extracting(Step.Shown::step)
                .contains(Step.READY_FOR_PICKUP)
                .doesNotContain(Step.OUT_FOR_DELIVERY);
    }

    @ParameterizedTest
    @EnumSource(names = {"RETURNING", "RETURNED", "CANCELLED"})
    void aParcelThatWillNotBeDeliveredHasNoSteps(ShipmentStatus status) {
        assertThat(Step.of(status, SubStatus.RETURNING, List.of(SubStatus.MOVING)))
                .isEmpty();
    }

    private static List<Step> reached(ShipmentStatus status, SubStatus subStatus, List<SubStatus> seen) {
        return Step.of(status, subStatus, seen).stream()
                .filter(Step.Shown::isReached)
                .map(Step.Shown::step)
                .toList();
    }
}
