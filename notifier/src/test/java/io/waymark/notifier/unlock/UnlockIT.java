package io.waymark.notifier.unlock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.SubStatus;
import io.waymark.contract.TrackingEvent;
import io.waymark.notifier.webhook.EndpointStandIn.Received;
import io.waymark.notifier.webhook.WebhookCases;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class UnlockIT extends WebhookCases {

    private static final String PATH = "/unlocked";

    @BeforeEach
    void wantUnlockedOrdersOnly() {
        merchant.endpoint(endpoints.url(PATH), "order.unlocked");
    }

    @Test
    void anOrderIsUnlockedOnceWhenItsParcelWasSignedFor() {
        merchant.wantsUnlocked(Duration.ZERO);
        ShipmentId shipment = merchant.registers("U1");
        TrackingEvent signed = merchant.scanned("U1", 1, SubStatus.SIGNED_BY_RECIPIENT);
        merchant.stands("U1", SubStatus.SIGNED_BY_RECIPIENT, 1);

        Received received = awaitReceived(PATH, 1).get(0);
        merchant.scanned("U1", 2, SubStatus.SIGNED);
        merchant.registers("U1");

        assertNothingMoreComes(PATH, 1);
        JsonNode data = received.body().path("data");
        assertThat(received.id())
                .isEqualTo(NameBasedId.of(shipment.value(), "unlock:" + merchant.id)
                        .toString());
        assertThat(received.body().path("type").asText()).isEqualTo("order.unlocked");
        assertThat(data.path("orderId").asText()).isEqualTo("O-U1");
        assertThat(data.path("labels").path(0).asText()).isEqualTo("store-1");
        assertThat(data.path("trackingNumber").asText()).isEqualTo("U1");
        assertThat(data.path("subStatus").asText()).isEqualTo("SIGNED_BY_RECIPIENT");
        assertThat(OffsetDateTime.parse(data.path("signedAt").asText())).isEqualTo(signed.occurredAt());
    }

    @Test
    void itWaitsAsLongAsTheRegistrationSays() {
        OffsetDateTime signedAt =
                OffsetDateTime.now(ZoneOffset.UTC).minusHours(1).plusSeconds(4);
        merchant.wantsUnlocked(Duration.ofHours(1));
        merchant.registers("U2");
        merchant.scanned("U2", 1, SubStatus.SIGNED, signedAt, Instant.now());
        merchant.stands("U2", SubStatus.SIGNED, 1);

        assertThat(awaitReceived(PATH, 1).get(0).at())
                .isAfterOrEqualTo(signedAt.plusHours(1).toInstant());
    }

    @Test
    void aParcelThatIsNoLongerDeliveredWaitsUntilItIsAgain() {
        merchant.wantsUnlocked(Duration.ZERO);
        merchant.scanned("U3", 1, SubStatus.SIGNED);
        merchant.scanned("U3", 2, SubStatus.RETURNING);
        merchant.stands("U3", SubStatus.RETURNING, 2);
        merchant.registers("U3");
        assertNothingMoreComes(PATH, 0);

        merchant.scanned("U3", 3, SubStatus.SIGNED);
        merchant.stands("U3", SubStatus.SIGNED, 3);

        awaitReceived(PATH, 1);
        assertNothingMoreComes(PATH, 1);
    }

    @Test
    void whatANeighbourOrALockerTookIsNotUnlocked() {
        merchant.wantsUnlocked(Duration.ZERO);
        merchant.registers("U4");
        merchant.scanned("U4", 1, SubStatus.SIGNED_BY_PROXY);
        merchant.stands("U4", SubStatus.SIGNED_BY_PROXY, 1);

        assertNothingMoreComes(PATH, 0);
    }

    @Test
    void aSignatureThatIsTakenBackDoesNotCount() {
        merchant.wantsUnlocked(Duration.ZERO);
        TrackingEvent wrong = merchant.scanned("U5", 1, SubStatus.SIGNED);
        merchant.withdrawn(wrong, 2);
        merchant.stands("U5", SubStatus.SIGNED, 2);
        merchant.registers("U5");

        assertNothingMoreComes(PATH, 0);
    }

    @Test
    void anOrderThatIsRegisteredAfterItsDeliveryIsUnlockedToo() {
        merchant.scanned(
                "U6",
                1,
                SubStatus.SIGNED,
                OffsetDateTime.now().minusDays(3),
                Instant.now().minusSeconds(3600));
        merchant.stands("U6", SubStatus.SIGNED, 1);
        merchant.registers("U6");
        assertNothingMoreComes(PATH, 0);

        merchant.wantsUnlocked(Duration.ofDays(2));
        merchant.registers("U6");

        awaitReceived(PATH, 1);
    }
}
