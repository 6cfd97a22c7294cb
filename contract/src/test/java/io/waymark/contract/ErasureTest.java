package io.waymark.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErasureTest {

    private static final ShipmentId SHIPMENT = ShipmentId.of("sto", "773123456789");
    private static final Instant AT = Instant.parse("2026-11-23T03:00:00Z");

    private static Command order(Erasure erasure) {
        return erasure.order("c-1", "staff", AT);
    }

    @Test
    void anOrderIsReadByTheServiceThatItIsFor() {
        Erasure erasure = new Erasure("e-1", SHIPMENT, Topics.POLLER_GROUP);
        Command order = order(erasure);

        assertThat(order)
                .isEqualTo(
                        new Command("c-1", Command.ERASE, SHIPMENT.toString(), "staff", "", "", AT, order.arguments()));
        assertThat(order.arguments()).hasToString("{\"service\":\"waymark-poller\",\"erasure\":\"e-1\"}");
        assertThat(Erasure.of(order, Topics.POLLER_GROUP)).contains(erasure);
        assertThat(Erasure.of(order, Topics.NOTIFIER_GROUP)).isEmpty();
        assertThat(Erasure.of(erasure.answer("poller", Erasure.State.DONE, "", Map.of(), AT), Topics.POLLER_GROUP))
                .isEmpty();
    }

    @Test
    void anOrderAboutARegistrationSaysWhoseAndIsOfATypeOfItsOwn() {
        Erasure erasure = new Erasure("e-1", SHIPMENT, Topics.POLLER_GROUP, "acme");
        Command order = order(erasure);

        assertThat(order.type()).isEqualTo("registration.erase");
        assertThat(order.merchantId()).isEqualTo("acme");
        assertThat(erasure.isOfShipment()).isFalse();
        assertThat(Erasure.of(order, Topics.POLLER_GROUP)).contains(erasure);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Erasure.of(
                        new Command("c-1", order.type(), order.target(), "staff", "", "", AT, order.arguments()),
                        Topics.POLLER_GROUP));
    }

    @Test
    void anOrderThatNamesNoErasureIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Erasure.of(order(new Erasure("", SHIPMENT, Topics.POLLER_GROUP)), Topics.POLLER_GROUP));
    }

    @Test
    void theAnswerOfOneServiceAboutOneShipmentHasOneId() {
        Erasure erasure = new Erasure("e-1", SHIPMENT, Topics.POLLER_GROUP);

        Command answer = erasure.answer("poller", Erasure.State.DONE, "", Map.of("waybills", 2L), AT);

        assertThat(answer.type()).isEqualTo(Command.ERASED);
        assertThat(answer.target()).isEqualTo("e-1");
        assertThat(answer.attributes("/waymark/poller"))
                .isEqualTo(CloudEvent.of(answer.id(), "/waymark/poller", "waymark.command.v1", "e-1", AT));
        assertThat(answer.arguments())
                .hasToString("{\"service\":\"waymark-poller\",\"shipmentId\":\"" + SHIPMENT
                        + "\",\"state\":\"DONE\",\"detail\":\"\",\"counts\":{\"waybills\":2}}");
        assertThat(erasure.answer("poller", Erasure.State.REFUSED, "no", Map.of(), AT.plusSeconds(1))
                        .id())
                .isEqualTo(answer.id());
        assertThat(new Erasure("e-1", SHIPMENT, Topics.NOTIFIER_GROUP)
                        .answer("notifier", Erasure.State.DONE, "", Map.of(), AT)
                        .id())
                .isNotEqualTo(answer.id());
    }

    @Test
    void countsAreKeptByName() {
        assertThat(ErasureCounts.write(Map.of("waybills", 2L, "scans", 0L))).isEqualTo("{\"scans\":0,\"waybills\":2}");
        assertThat(ErasureCounts.read("{\"waybills\":2,\"scans\":0}")).isEqualTo(Map.of("waybills", 2L, "scans", 0L));
    }
}
