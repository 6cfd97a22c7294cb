package io.waymark.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErasureTest {

    private static final ShipmentId SHIPMENT = ShipmentId.of("sto", "773123456789");
    private static final Instant AT = Instant.parse("2026-11-23T03:00:00Z");

    private static Command order(String type, String service, String erasure) {
        ObjectNode arguments =
                JsonSerde.mapper().createObjectNode().put("service", service).put("erasure", erasure);
        return new Command("c-1", type, SHIPMENT.toString(), "staff", "", "", AT, arguments);
    }

    @Test
    void anOrderIsReadByTheServiceThatItIsFor() {
        Command order = order(Command.ERASE, Topics.POLLER_GROUP, "e-1");

        assertThat(Erasure.of(order, Topics.POLLER_GROUP)).contains(new Erasure("e-1", SHIPMENT, Topics.POLLER_GROUP));
        assertThat(Erasure.of(order, Topics.NOTIFIER_GROUP)).isEmpty();
        assertThat(Erasure.of(order(Command.ERASED, Topics.POLLER_GROUP, "e-1"), Topics.POLLER_GROUP))
                .isEmpty();
    }

    @Test
    void anOrderThatNamesNoErasureIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Erasure.of(order(Command.ERASE, Topics.POLLER_GROUP, ""), Topics.POLLER_GROUP));
    }

    @Test
    void theAnswerOfOneServiceAboutOneShipmentHasOneId() {
        Erasure erasure = new Erasure("e-1", SHIPMENT, Topics.POLLER_GROUP);

        Command answer = erasure.answer("poller", Erasure.State.DONE, "", Map.of("waybills", 2L), AT);

        assertThat(answer.type()).isEqualTo(Command.ERASED);
        assertThat(answer.target()).isEqualTo("e-1");
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
}
