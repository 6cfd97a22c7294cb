package io.waymark.normalizer.status;

import static io.waymark.normalizer.status.Scans.kuaidi100;
import static io.waymark.normalizer.status.Scans.scan;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.Flag;
import io.waymark.contract.Goods;
import io.waymark.contract.International;
import io.waymark.contract.Leg;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.Tracking;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Both legs of an international parcel are one shipment. */
class LegsTest {

    private final StateMachine machine = new StateMachine();
    private ShipmentHistory history = Scans.empty();

    @Test
    void whatHappensInTheDestinationComesAfterWhatHappensInTheOrigin() {
        report(
                scan("301", 1, Leg.DESTINATION, "delivered", 5),
                scan("5", 30, Leg.ORIGIN, "origin", 5),
                scan("103", 0, Leg.ORIGIN, "picked up", 5));

        assertThat(shipment().status()).isEqualTo(ShipmentStatus.DELIVERED);
        assertThat(shipment().flags()).containsExactly(Flag.ASSUMED_TIME_ZONE);
    }

    @Test
    void theDestinationsTimesAreReadInTheZoneOfItsCountry() {
        register("SA");
        report(scan("103", 0, Leg.ORIGIN, "origin", 5), scan("301", 1, Leg.DESTINATION, "delivered", 5));

        assertThat(shipment().deliveredAt()).isEqualTo(OffsetDateTime.parse("2024-05-01T09:00:00+03:00"));
        assertThat(shipment().flags()).isEmpty();
    }

    @Test
    void itMakesNoDifferenceWhenTheCountryBecomesKnown() {
        report(scan("301", 1, Leg.DESTINATION, "delivered", 5));
        assertThat(shipment().deliveredAt()).isEqualTo(OffsetDateTime.parse("2024-05-01T09:00:00+08:00"));

        register("SA");
        report(scan("301", 1, Leg.DESTINATION, "delivered", 5));

        assertThat(shipment().deliveredAt()).isEqualTo(OffsetDateTime.parse("2024-05-01T09:00:00+03:00"));
        assertThat(shipment().flags()).isEmpty();
        assertThat(history.scans()).hasSize(1);
    }

    @Test
    void inACountryWithSeveralZonesTheZoneStaysAnAssumption() {
        register("US");
        report(scan("301", 1, Leg.DESTINATION, "delivered", 5));

        assertThat(shipment().deliveredAt()).isEqualTo(OffsetDateTime.parse("2024-05-01T09:00:00+08:00"));
        assertThat(shipment().flags()).containsExactly(Flag.ASSUMED_TIME_ZONE);
    }

    private Shipment shipment() {
        return Objects.requireNonNull(history.latest());
    }

    private void report(io.waymark.carriers.Scan... scans) {
        Scans.Payload push = kuaidi100(scans);
        history = machine.report(history, push.raw(), push.provider(), push.parsed(), "raw-0@1")
                .history();
    }

    private void register(String destination) {
        Registration merchant = new Registration(
                "m",
                null,
                null,
                null,
                null,
                Tracking.AUTO,
                List.of(),
                Goods.PHYSICAL,
                false,
                null,
                null,
                new International("CN", null, destination, null),
                List.of(),
                Scans.RECEIVED);
        history = machine.register(history, new RegisteredShipment(Scans.SHIPMENT, "yto", "YT1", List.of(merchant), 1))
                .history();
    }
}
