package io.waymark.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.quickstart.OnerwayDouble.Upload;
import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;

/** Claims about parcels: what the merchants' API says of them, and what reached the gateway. */
final class Parcels {

    /** How long nothing may follow. An upload that is due leaves within a tenth of this. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    private final World world;
    private final OnerwayDouble gateway;

    Parcels(World world, OnerwayDouble gateway) {
        this.world = world;
        this.gateway = gateway;
    }

    /** Registers a parcel with its settlement; returns its id. */
    String registered(String carrier, String number, String transactionId) {
        JsonNode shipment = world.register(carrier, number, transactionId);
        assertThat(shipment.path("shipmentId").asText()).as("%s", shipment).isNotEmpty();
        return shipment.path("shipmentId").asText();
    }

    /** Registers a parcel, has it delivered and settled; returns its id. */
    String delivered(String carrier, String number, String transactionId) {
        String id = registered(carrier, number, transactionId);
        assertAccepted(world.kuaidi100Pushes(Pushes.delivered(number)));
        assertSettledOnce(id, number, transactionId);
        return id;
    }

    String statusOf(String id) {
        return world.shipment(id).path("status").asText();
    }

    /** The settlement is acknowledged; and of the parcel there is one upload, rightly signed, and no other follows. */
    void assertSettledOnce(String id, String number, String transactionId) {
        eventually(() -> assertThat(settlementOf(id).path("state").asText()).isEqualTo("ACKNOWLEDGED"));
        assertThat(statusOf(id)).isEqualTo("DELIVERED");
        await().during(QUIET).atMost(QUIET.multipliedBy(2)).untilAsserted(() -> assertThat(gateway.uploadsOf(number))
                .hasSize(1));
        Upload upload = gateway.uploadsOf(number).get(0);
        assertThat(upload.signed()).isTrue();
        assertThat(upload.path()).isEqualTo("/v1/txn/logistics");
        assertThat(upload.fields())
                .containsEntry("merchantNo", "800058")
                .containsEntry("transactionId", transactionId)
                .containsEntry("carrierNo", "STO")
                .containsEntry("trackingNo", number);
    }

    /** The notifier is done with all that the API tells of the parcel, and sends nothing. */
    void assertNotSettled(String id, String number) {
        JsonNode shipment = world.shipment(id);
        Broker.awaitNotifierHasSeen(
                id,
                shipment.path("sequence").asLong(),
                shipment.path("revision").asLong());
        await().during(QUIET).atMost(QUIET.multipliedBy(2)).untilAsserted(() -> {
            assertThat(gateway.uploadsOf(number)).isEmpty();
            assertThat(settlementOf(id).path("state").asText()).isEqualTo("OWED");
        });
    }

    static void assertAccepted(JsonNode answer) {
        assertThat(answer.path("result").asBoolean() || answer.path("success").asBoolean())
                .as("%s", answer)
                .isTrue();
    }

    static void assertRefused(JsonNode answer) {
        assertThat(answer.path("result").asBoolean(true)
                        && answer.path("success").asBoolean(true))
                .as("%s", answer)
                .isFalse();
    }

    static void eventually(ThrowingRunnable claim) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .untilAsserted(claim);
    }

    private JsonNode settlementOf(String id) {
        return world.shipment(id).path("settlements").path(0);
    }
}
