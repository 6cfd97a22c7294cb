package io.waymark.poller.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.Flag;
import io.waymark.contract.Monitoring;
import io.waymark.contract.ShipmentStatus;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ParcelFactTest {

    private static String corrected(Set<Flag> flags, String... aliases) {
        return ParcelFact.of(
                        Told.shipment(
                                "yto",
                                "N1",
                                ShipmentStatus.IN_TRANSIT,
                                Monitoring.ABORTED_CARRIER_CORRECTED,
                                List.of(aliases),
                                flags,
                                1),
                        Instant.EPOCH)
                .correctedCarrier();
    }

    @Test
    void theCorrectedCarrierIsTheOneThatHasTheSameNumber() {
        Set<Flag> flags = Set.of(Flag.CARRIER_CORRECTED);

        assertThat(corrected(flags, "ems:EA1", "zto:N1")).isEqualTo("zto");
        assertThat(corrected(flags, "ems:EA1")).isEmpty();
        assertThat(corrected(flags, "yto:N1")).isEmpty();
    }

    @Test
    void aFurtherNumberAloneCorrectsNothing() {
        assertThat(corrected(Set.of(), "zto:N1")).isEmpty();
        assertThat(corrected(Set.of())).isEmpty();
    }
}
