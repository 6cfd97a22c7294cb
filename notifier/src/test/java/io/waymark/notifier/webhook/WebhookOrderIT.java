package io.waymark.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.Command;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.SubStatus;
import io.waymark.contract.WebhookDelivery;
import io.waymark.contract.WebhookDelivery.State;
import io.waymark.contract.WebhookEndpoint;
import io.waymark.notifier.webhook.EndpointStandIn.Received;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people order of endpoints, and what the console is told of it. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class WebhookOrderIT extends WebhookCases {

    @Inject
    Tables tables;

    @Test
    void aTestMessageIsSentWhenItIsOrdered() {
        WebhookEndpoint endpoint = merchant.endpoint(endpoints.url("/hooks"), "settlement.changed");

        Command order = merchant.orders(Command.TEST_WEBHOOK, endpoint.endpointId(), Map.of());

        Received received = awaitReceived("/hooks", 1).get(0);
        assertThat(received.body().path("type").asText()).isEqualTo("webhook.test");
        assertThat(received.body().path("data").path("endpointId").asText())
                .isEqualTo(endpoint.endpointId().toString());
        assertThat(answer(order)).isEqualTo("DONE");
        assertThat(awaitDelivery(endpoint, delivery -> delivery.state() == State.DELIVERED))
                .allMatch(delivery -> order.id().equals(delivery.commandId()) && delivery.shipmentId() == null);
    }

    @Test
    void aMessageIsSentAgainWhenItIsOrdered() {
        WebhookEndpoint endpoint = merchant.endpoint(endpoints.url("/hooks"));
        merchant.registers("WO1");
        merchant.scanned("WO1", 1, SubStatus.MOVING);
        WebhookDelivery delivered = awaitDelivery(endpoint, delivery -> delivery.state() == State.DELIVERED)
                .get(1);

        Command order = merchant.orders(
                Command.RESEND_WEBHOOK,
                endpoint.endpointId(),
                Map.of("deliveryId", delivered.deliveryId().toString()));

        List<Received> received = awaitReceived("/hooks", 2);
        assertThat(received.get(1).id()).isEqualTo(received.get(0).id());
        assertThat(received.get(1).bytes()).isEqualTo(received.get(0).bytes());
        assertThat(answer(order)).isEqualTo("DONE");
        assertThat(awaitDelivery(
                        endpoint,
                        delivery -> order.id().equals(delivery.commandId()) && delivery.state() == State.DELIVERED))
                .isNotEmpty();
    }

    @Test
    void whatWasGivenUpSinceATimeIsSentAgainInOrder() {
        WebhookEndpoint endpoint = merchant.enabled(merchant.endpoint(endpoints.url("/hooks")), false);
        merchant.registers("WO2");
        Instant since = Instant.now();
        merchant.scanned("WO2", 1, SubStatus.MOVING, OffsetDateTime.now(), since.minusSeconds(20));
        for (int sequence = 2; sequence <= 4; sequence++) {
            merchant.scanned("WO2", sequence, SubStatus.MOVING);
        }
        awaitDelivery(endpoint, delivery -> delivery.webhookId().equals(lastOf("WO2", 4)));
        merchant.enabled(endpoint, true);

        Command order = merchant.orders(
                Command.RECOVER_WEBHOOK,
                endpoint.endpointId(),
                Map.of("since", since.minusSeconds(5).toString()));

        assertThat(awaitReceived("/hooks", 3)).extracting(Received::sequence).containsExactly(2, 3, 4);
        assertThat(answer(order)).isEqualTo("DONE");
        assertNothingMoreComes("/hooks", 3);
    }

    private static String lastOf(String number, long sequence) {
        return NameBasedId.of(ShipmentId.of("sto", number).value(), Long.toString(sequence))
                .toString();
    }

    @Test
    void anotherMerchantsEndpointIsNotObeyed() {
        WebhookEndpoint endpoint = merchant.endpoint(endpoints.url("/hooks"));
        merchant.registers("WO3");
        merchant.scanned("WO3", 1, SubStatus.MOVING);
        WebhookDelivery delivered = awaitDelivery(endpoint, delivery -> delivery.state() == State.DELIVERED)
                .get(1);

        Command test = merchant.orders("somebody", Command.TEST_WEBHOOK, endpoint.endpointId(), Map.of());
        Command resend = merchant.orders(
                "somebody",
                Command.RESEND_WEBHOOK,
                endpoint.endpointId(),
                Map.of("deliveryId", delivered.deliveryId().toString()));

        assertThat(answer(test)).isEqualTo("REFUSED");
        assertThat(answer(resend)).isEqualTo("REFUSED");
        assertNothingMoreComes("/hooks", 1);
    }

    @Test
    void whatCannotBeDoneIsRefused() {
        WebhookEndpoint endpoint = merchant.endpoint(endpoints.url("/hooks"));
        UUID id = endpoint.endpointId();

        Command unknown = merchant.orders(
                Command.RESEND_WEBHOOK,
                id,
                Map.of("deliveryId", UUID.randomUUID().toString()));
        Command unreadable = merchant.orders(Command.RESEND_WEBHOOK, id, Map.of("deliveryId", "x"));
        Command timeless = merchant.orders(Command.RECOVER_WEBHOOK, id, Map.of("since", "yesterday"));

        assertThat(List.of(answer(unknown), answer(unreadable), answer(timeless)))
                .containsOnly("REFUSED");
    }

    @Test
    void aDisabledEndpointIsNotTested() {
        WebhookEndpoint endpoint = merchant.enabled(merchant.endpoint(endpoints.url("/hooks")), false);

        Command order = merchant.orders(
                merchant.id,
                Command.TEST_WEBHOOK,
                endpoint.endpointId(),
                Map.of(),
                Instant.now().minusSeconds(120));

        assertThat(answer(order)).isEqualTo("REFUSED");
        assertThat(endpoints.at("/hooks")).isEmpty();
    }

    /** Endpoints and orders come by different topics. */
    @Test
    void anOrderThatComesBeforeItsEndpointIsEnabledWaitsForThat() {
        WebhookEndpoint endpoint = merchant.enabled(merchant.endpoint(endpoints.url("/hooks")), false);
        merchant.registers("WO4");
        merchant.scanned("WO4", 1, SubStatus.MOVING);
        awaitDelivery(endpoint, delivery -> delivery.state() == State.FAILED);

        Command order = merchant.orders(
                Command.RECOVER_WEBHOOK,
                endpoint.endpointId(),
                Map.of("since", Instant.now().minusSeconds(60).toString()));
        await().atMost(PATIENCE)
                .until(() ->
                        tables.number("select count(*) from webhook_order where command_id = $1", order.id()) == 1);
        assertNothingMoreComes("/hooks", 0);
        merchant.enabled(endpoint, true);

        awaitReceived("/hooks", 1);
        assertThat(answer(order)).isEqualTo("DONE");
    }

    private static String answer(Command order) {
        return awaitCommand(command -> command.type().equals(Command.ANSWER_COMMAND)
                        && command.target().equals(order.id()))
                .arguments()
                .path("state")
                .asText();
    }
}
