package io.waymark.notifier.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.SubStatus;
import io.waymark.contract.TrackingEvent;
import io.waymark.contract.WebhookDelivery;
import io.waymark.contract.WebhookDelivery.State;
import io.waymark.contract.WebhookEndpoint;
import io.waymark.notifier.webhook.EndpointStandIn.Received;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.webhooks.EndpointKeys;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** From Kafka to merchants' endpoints, on real Kafka, PostgreSQL and HTTP. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class WebhookIT extends WebhookCases {

    private static final EndpointKeys KEYS = new EndpointKeys(List.of("test-webhook-secret"));

    @Test
    void anEventIsPostedWithWhatItsMerchantSaid() {
        merchant.endpoint(endpoints.url("/hooks?shop=1"));
        merchant.registers("W1");
        TrackingEvent event = merchant.scanned("W1", 1, SubStatus.SIGNED);

        Received received = awaitReceived("/hooks", 1).get(0);
        JsonNode data = received.body().path("data");

        assertThat(received.id()).isEqualTo(event.eventId().toString());
        assertThat(received.header("content-type")).isEqualTo("application/json");
        assertThat(received.body().path("type").asText()).isEqualTo("shipment.event");
        assertThat(OffsetDateTime.parse(received.body().path("timestamp").asText()))
                .isEqualTo(event.occurredAt());
        assertThat(data.path("eventId").asText()).isEqualTo(event.eventId().toString());
        assertThat(data.path("subStatus").asText()).isEqualTo("SIGNED");
        assertThat(data.path("sequence").asLong()).isEqualTo(1);
        assertThat(data.path("orderId").asText()).isEqualTo("O-W1");
        assertThat(data.path("labels").path(0).asText()).isEqualTo("store-1");
    }

    @Test
    void aMessageIsSignedWithTheEndpointsKey() throws Exception {
        WebhookEndpoint endpoint = merchant.endpoint(endpoints.url("/hooks"));
        merchant.registers("W2");
        merchant.scanned("W2", 1, SubStatus.MOVING);

        Received received = awaitReceived("/hooks", 1).get(0);

        assertThat(received.header("webhook-signature").split(" "))
                .hasSize(2)
                .contains("v1," + hmac(endpoint, 1, received));
        assertThat(Instant.ofEpochSecond(Long.parseLong(received.header("webhook-timestamp"))))
                .isBetween(Instant.now().minusSeconds(30), Instant.now());
    }

    @Test
    void bothKeysSignWhileTheyOverlap() throws Exception {
        WebhookEndpoint endpoint = merchant.endpoint(endpoints.url("/hooks"));
        merchant.rotated(endpoint, Instant.now().plusSeconds(60));
        merchant.registers("W3");
        merchant.scanned("W3", 1, SubStatus.MOVING);

        Received received = awaitReceived("/hooks", 1).get(0);

        assertThat(received.header("webhook-signature").split(" "))
                .hasSize(4)
                .contains("v1," + hmac(endpoint, 1, received), "v1," + hmac(endpoint, 2, received));
    }

    private static String hmac(WebhookEndpoint endpoint, int version, Received received) throws Exception {
        String secret = KEYS.shown(endpoint.endpointId(), version).secret();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        mac.update((received.id() + "." + received.header("webhook-timestamp") + ".").getBytes(UTF_8));
        return Base64.getEncoder().encodeToString(mac.doFinal(received.bytes()));
    }

    @Test
    void othersAreToldHowItStands() {
        WebhookEndpoint endpoint = merchant.endpoint(endpoints.url("/hooks"));
        ShipmentId shipment = merchant.registers("W4");
        TrackingEvent event = merchant.scanned("W4", 1, SubStatus.MOVING);

        List<WebhookDelivery> published = awaitDelivery(endpoint, delivery -> delivery.state() == State.DELIVERED);

        assertThat(published).extracting(WebhookDelivery::state).containsExactly(State.WAITING, State.DELIVERED);
        assertThat(published).extracting(WebhookDelivery::revision).containsExactly(1L, 2L);
        WebhookDelivery last = published.get(1);
        assertThat(last.deliveryId())
                .isEqualTo(NameBasedId.of(endpoint.endpointId(), event.eventId().toString()));
        assertThat(last.webhookId()).isEqualTo(event.eventId().toString());
        assertThat(last.shipmentId()).isEqualTo(shipment);
        assertThat(last.createdAt()).isEqualTo(event.recordedAt());
        assertThat(last.nextAttemptAt()).isNull();
        assertThat(last.attemptLog()).singleElement().satisfies(attempt -> {
            assertThat(attempt.attempt()).isEqualTo(1);
            assertThat(attempt.status()).isEqualTo(204);
            assertThat(attempt.outcome()).isEqualTo("OK");
        });
    }

    @Test
    void whatComesBeforeItsRegistrationAndItsEndpointIsNotLost() {
        merchant.scanned("W5", 1, SubStatus.MOVING);
        merchant.scanned("W5", 2, SubStatus.OUT_FOR_DELIVERY);
        merchant.registers("W5");
        merchant.endpoint(endpoints.url("/late"));
        merchant.scanned("W5", 3, SubStatus.SIGNED);

        assertThat(awaitReceived("/late", 3)).extracting(Received::sequence).containsExactly(1, 2, 3);
    }

    @Test
    void whatWasLearntBeforeItWasAskedForIsNotTold() {
        merchant.endpoint(endpoints.url("/hooks"));
        merchant.registers("W6");
        Instant before = Instant.now().minusSeconds(120);
        merchant.scanned("W6", 1, SubStatus.MOVING, OffsetDateTime.now(), before);
        merchant.scanned("W6", 2, SubStatus.SIGNED);

        awaitReceived("/hooks", 1);
        assertNothingMoreComes("/hooks", 1);
        assertThat(endpoints.at("/hooks").get(0).sequence()).isEqualTo(2);
    }

    @Test
    void aCorrectionIsToldThoughItsScanIsOlderThanTheRegistration() {
        merchant.endpoint(endpoints.url("/hooks"));
        merchant.registers("W7");
        Instant before = Instant.now().minusSeconds(120);
        TrackingEvent first = merchant.scanned("W7", 1, SubStatus.SIGNED, OffsetDateTime.now(), before);
        TrackingEvent correction = merchant.withdrawn(first, 2);

        assertThat(awaitReceived("/hooks", 1).get(0).id())
                .isEqualTo(correction.eventId().toString());
    }

    @Test
    void anEndpointGetsTheTypesThatItAskedFor() {
        merchant.endpoint(endpoints.url("/settlements"), "settlement.changed");
        merchant.endpoint(endpoints.url("/events"), "shipment.event");
        merchant.registers("W8");
        merchant.scanned("W8", 1, SubStatus.MOVING);

        awaitReceived("/events", 1);
        assertNothingMoreComes("/settlements", 0);
    }

    @Test
    void anotherMerchantIsNotTold() {
        Merchant other = new Merchant("m-" + UUID.randomUUID(), writer);
        other.endpoint(endpoints.url("/other"));
        merchant.endpoint(endpoints.url("/own"));
        merchant.registers("W9");
        merchant.scanned("W9", 1, SubStatus.MOVING);

        awaitReceived("/own", 1);
        assertNothingMoreComes("/other", 0);
    }

    @Test
    void anEndpointThatAsksForMoreIsToldMoreFromThenOn() {
        WebhookEndpoint endpoint = merchant.endpoint(endpoints.url("/hooks"), "settlement.changed");
        WebhookEndpoint others = merchant.endpoint(endpoints.url("/others"), "shipment.event");
        merchant.registers("W12");
        Instant before = Instant.now().minusSeconds(30);
        merchant.scanned("W12", 1, SubStatus.MOVING, OffsetDateTime.now(), before);
        awaitReceived("/others", 1);

        merchant.asksFor(endpoint, "settlement.changed", "shipment.event");
        merchant.asksFor(others);
        Instant after = Instant.now().plusSeconds(2);
        merchant.scanned("W12", 2, SubStatus.OUT_FOR_DELIVERY, OffsetDateTime.now(), before);
        merchant.scanned("W12", 3, SubStatus.SIGNED, OffsetDateTime.now(), after);

        assertThat(awaitReceived("/others", 3)).hasSize(3);
        assertThat(awaitReceived("/hooks", 1).get(0).sequence()).isEqualTo(3);
        assertNothingMoreComes("/hooks", 1);
    }

    @Test
    void anEndpointThatWasDeletedDoesNotComeBackWithOldNews() {
        WebhookEndpoint endpoint = merchant.endpoint(endpoints.url("/gone"));
        merchant.deleted(endpoint);
        merchant.told(endpoint);
        merchant.endpoint(endpoints.url("/hooks"));
        merchant.registers("W13");
        merchant.scanned("W13", 1, SubStatus.MOVING);

        awaitReceived("/hooks", 1);
        assertNothingMoreComes("/gone", 0);
    }
}
