package io.waymark.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.Command;
import io.waymark.contract.Erasure;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topics;
import io.waymark.contract.WebhookDelivery;
import io.waymark.contract.WebhookDelivery.State;
import io.waymark.contract.WebhookEndpoint;
import io.waymark.notifier.webhook.EndpointStandIn.Answer;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What there was to tell of a shipment, once it is erased by order. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class WebhookErasureIT extends WebhookCases {

    private static final String KEPT =
            """
            select (select count(*) from notifier.webhook_delivery where shipment_id = $1)
              + (select count(*) from notifier.webhook_fact where shipment_id = $1)
              + (select count(*) from notifier.webhook_registration where shipment_id = $1)
              + (select count(*) from notifier.unlock where shipment_id = $1)
              + (select count(*) from notifier.signed_scan where shipment_id = $1)""";

    private static final String KEPT_OF_MERCHANT =
            """
            select (select count(*) from notifier.webhook_delivery where shipment_id = $1 and merchant_id = $2)
              + (select count(*) from notifier.webhook_registration where shipment_id = $1 and merchant_id = $2)
              + (select count(*) from notifier.unlock where shipment_id = $1 and merchant_id = $2)""";

    @Inject
    Tables tables;

    private Command erased(ShipmentId shipment, String merchantId) {
        String erasure = UUID.randomUUID().toString();
        Command order =
                new Erasure(erasure, shipment, Topics.NOTIFIER_GROUP, merchantId).order(erasure, "ops", Instant.now());
        writer.write(Topics.COMMANDS, order.target(), order);
        return awaitCommand(command ->
                command.type().equals(Command.ERASED) && command.target().equals(erasure));
    }

    @Test
    void whatWaitsIsEndedAndWhatWasToldIsForgottenAndNothingComesBack() {
        WebhookEndpoint endpoint = merchant.endpoint(endpoints.url("/hooks"));
        endpoints.will("/hooks", Answer.status(204));
        endpoints.always("/hooks", Answer.status(503, "Retry-After", "600"));
        merchant.wantsUnlocked(Duration.ofDays(30));
        ShipmentId shipment = merchant.registers("WE1");
        merchant.scanned("WE1", 1, SubStatus.MOVING);
        merchant.scanned("WE1", 2, SubStatus.SIGNED);
        WebhookDelivery told = awaitDelivery(endpoint, one -> one.state() == State.DELIVERED).stream()
                .filter(one -> one.state() == State.DELIVERED)
                .findFirst()
                .orElseThrow();
        awaitReceived("/hooks", 2);

        Command answer = erased(shipment, "");

        assertThat(answer.arguments().path("state").asText()).isEqualTo("DONE");
        assertThat(answer.arguments().path("counts").toString())
                .contains(
                        "\"messages\":2",
                        "\"news\":2",
                        "\"signedScans\":1",
                        "\"unlocks\":1",
                        "\"webhookRegistrations\":1");
        assertThat(awaitDelivery(endpoint, one -> one.state() == State.FAILED)).isNotEmpty();
        endpoints.always("/hooks", Answer.status(204));
        tables.run(
                "update notifier.webhook_endpoint set paused_until = null where endpoint_id = $1",
                endpoint.endpointId());
        merchant.registers("WE1");
        merchant.scanned("WE1", 3, SubStatus.SIGNED_BY_RECIPIENT);
        Command resent = merchant.orders(
                Command.RESEND_WEBHOOK,
                endpoint.endpointId(),
                Map.of("deliveryId", told.deliveryId().toString()));
        Command refused = awaitCommand(command -> command.type().equals(Command.ANSWER_COMMAND)
                && command.target().equals(resent.id()));
        assertThat(refused.arguments().path("state").asText()).isEqualTo("REFUSED");
        merchant.registers("WE2");
        merchant.scanned("WE2", 1, SubStatus.MOVING);

        awaitReceived("/hooks", 3);
        assertNothingMoreComes("/hooks", 3);
        assertThat(endpoints
                        .at("/hooks")
                        .get(2)
                        .body()
                        .at("/data/trackingNumber")
                        .asText())
                .isEqualTo("WE2");
        assertThat(tables.number(KEPT, shipment.value())).isZero();
    }

    private long kept(ShipmentId shipment, Merchant whose) {
        return tables.number(KEPT_OF_MERCHANT, shipment.value(), whose.id);
    }

    @Test
    void whatOneMerchantWasToldGoesAloneAndItIsToldNothingMore() {
        Merchant other = new Merchant("m-" + UUID.randomUUID(), writer);
        for (Merchant one : List.of(merchant, other)) {
            one.endpoint(endpoints.url("/" + one.id));
            one.wantsUnlocked(Duration.ofDays(30));
            endpoints.always("/" + one.id, Answer.status(204));
        }
        ShipmentId shipment = merchant.registers("WE3");
        other.registers("WE3");
        merchant.scanned("WE3", 1, SubStatus.MOVING);
        for (Merchant one : List.of(merchant, other)) {
            awaitReceived("/" + one.id, 1);
            await().atMost(PATIENCE).until(() -> kept(shipment, one) == 3);
        }

        Command answer = erased(shipment, merchant.id);

        assertThat(answer.arguments().path("counts").toString())
                .contains(
                        "\"messages\":1",
                        "\"news\":0",
                        "\"signedScans\":0",
                        "\"unlocks\":1",
                        "\"webhookRegistrations\":1");
        merchant.registers("WE3");
        merchant.scanned("WE3", 2, SubStatus.SIGNED);
        awaitReceived("/" + other.id, 2);
        assertNothingMoreComes("/" + merchant.id, 1);
        assertThat(kept(shipment, merchant)).isZero();
        assertThat(kept(shipment, other)).isEqualTo(4);
    }
}
