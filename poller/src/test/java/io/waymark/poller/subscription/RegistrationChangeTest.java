package io.waymark.poller.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Tracking;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegistrationChangeTest {

    private static final ShipmentId ID = ShipmentId.of("yto", "N1");

    private static final List<Registration> ONE = List.of(Shipments.registration("default", Tracking.AUTO));

    static List<RegisteredShipment> broken() {
        return List.of(
                new RegisteredShipment(ShipmentId.of("yto", "N2"), "yto", "N2", ONE, 1),
                new RegisteredShipment(null, "yto", "N1", ONE, 1),
                new RegisteredShipment(ID, null, "N1", ONE, 1),
                new RegisteredShipment(ID, "yto", null, ONE, 1),
                new RegisteredShipment(ID, "yto", "N1", null, 1),
                new RegisteredShipment(ID, "yto", "N1", List.of(), 1),
                new RegisteredShipment(ID, "yto", "N1", Collections.singletonList(null), 1),
                new RegisteredShipment(ID, "yto", "N1", List.of(Shipments.registration("default", null)), 1));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void isNotMadeOfABrokenRegistration(RegisteredShipment shipment) {
        assertThatIllegalArgumentException().isThrownBy(() -> RegistrationChange.of(ID, shipment, Instant.EPOCH));
    }

    @Test
    void carriesTheRevisionAndWhatIsWanted() {
        RegistrationChange change =
                RegistrationChange.of(ID, new RegisteredShipment(ID, "yto", "N1", ONE, 7), Instant.EPOCH);

        assertThat(change.revision()).isEqualTo(7);
        assertThat(change.wanted()).isPresent();
        assertThat(change.isErasure()).isFalse();
    }

    @Test
    void erasesOnATombstone() {
        assertThat(RegistrationChange.erased(ID, Instant.EPOCH).isErasure()).isTrue();
    }
}
