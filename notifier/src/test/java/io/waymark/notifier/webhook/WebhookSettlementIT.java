package io.waymark.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.Settlement;
import io.waymark.contract.SettlementChange;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentId;
import io.waymark.notifier.webhook.EndpointStandIn.Received;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What merchants' endpoints are told of money. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class WebhookSettlementIT extends WebhookCases {

    @Test
    void aSettlementIsToldOfWhenItsStateChanges() {
        merchant.endpoint(endpoints.url("/hooks"));
        ShipmentId shipment = merchant.registers("W10");
        UUID id = UUID.randomUUID();
        merchant.settled(settlement(id, shipment, 1, null, SettlementState.OWED));
        merchant.settled(settlement(id, shipment, 2, SettlementState.OWED, SettlementState.OWED));
        merchant.settled(settlement(id, shipment, 3, SettlementState.OWED, SettlementState.ELIGIBLE));

        List<Received> received = awaitReceived("/hooks", 2);

        assertNothingMoreComes("/hooks", 2);
        assertThat(received)
                .extracting(Received::id)
                .containsExactly(
                        NameBasedId.of(id, "revision:1").toString(),
                        NameBasedId.of(id, "revision:3").toString());
        JsonNode data = received.get(1).body().path("data");
        assertThat(data.path("state").asText()).isEqualTo("ELIGIBLE");
        assertThat(data.path("orderId").asText()).isEqualTo("O-W10");
        assertThat(data.has("changes")).isFalse();
        assertThat(data.has("attemptLog")).isFalse();
    }

    /** The notifier's clock may be behind the console's. */
    @Test
    void whatBecameOfItsMoneyIsToldWhateverTheClocksSay() {
        merchant.endpoint(endpoints.url("/hooks"));
        merchant.registersAt(Instant.now().plusSeconds(5).truncatedTo(ChronoUnit.MILLIS));
        ShipmentId shipment = merchant.registers("W11");

        merchant.settled(settlement(UUID.randomUUID(), shipment, 1, null, SettlementState.OWED));

        assertThat(awaitReceived("/hooks", 1).get(0).body().path("type").asText())
                .isEqualTo("settlement.changed");
    }

    private Settlement settlement(
            UUID id, ShipmentId shipment, long revision, SettlementState from, SettlementState to) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new Settlement(
                id,
                merchant.id,
                shipment,
                "onerway",
                "1",
                "W10",
                to,
                "",
                0,
                null,
                false,
                now,
                revision,
                "sto",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(new SettlementChange(revision, now, from, to, "FACTS", "", null)),
                List.of());
    }
}
