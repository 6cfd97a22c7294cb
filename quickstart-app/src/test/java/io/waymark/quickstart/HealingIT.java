package io.waymark.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of three pushes one is lost, and every parcel ends where it is all the same, and is paid. */
@Timeout(420)
class HealingIT {

    private static final int PARCELS = 60;

    /** Of the parcels, and of the rules by which they are asked about: half a minute for a journey. */
    private static final int SPEED = 5_000;

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final World world = new World();
    private final Product product = new Product(
            Path.of("target").toAbsolutePath().resolve("healing"),
            Map.of("WAYMARK_POLLING_SPEED", Integer.toString(SPEED), "WAYMARK_HEALING_EVERY", "2s"));

    @BeforeEach
    void start() {
        product.start("--fresh");
    }

    @AfterEach
    void stop() {
        if (product.isRunning()) {
            product.stop();
        }
    }

    @Test
    void whatPushesLoseIsAskedFor() {
        world.losesPushes("kuaidi100", 0.3);
        Map<String, String> shipments = new LinkedHashMap<>();
        for (int i = 0; i < PARCELS; i++) {
            String number = "YT77100000%05d".formatted(i);
            shipments.put(
                    number,
                    world.follow("yto", number, "17000000000000%05d".formatted(i))
                            .path("shipmentId")
                            .asText());
            world.moves("yto", number, "delivered", SPEED);
        }

        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(unfinished(shipments)).isEmpty());

        List<String> lost = lostForGood();
        assertThat(lost).as("parcels whose last push was lost").isNotEmpty();
        lost.forEach(number -> assertThat(
                        deliveryOf(shipments.get(number)).path("evidence").asText())
                .as(number)
                .isEqualTo("PULL"));
        assertThat(world.sandbox("/gateways/onerway/uploads")).hasSize(PARCELS);
    }

    /** Those that are not settled yet, and where they are. */
    private List<String> unfinished(Map<String, String> shipments) {
        List<String> unfinished = new ArrayList<>();
        shipments.forEach((number, id) -> {
            JsonNode shipment = world.shipment(id);
            String state = shipment.at("/settlements/0/state").asText();
            if (!state.equals("ACKNOWLEDGED")) {
                unfinished.add(number + " " + shipment.path("status").asText() + " " + state);
            }
        });
        return unfinished;
    }

    private List<String> lostForGood() {
        return StreamSupport.stream(
                        world.sandbox("/providers/kuaidi100/dropped").spliterator(), false)
                .filter(push -> push.path("last").asBoolean())
                .map(push -> push.path("number").asText())
                .toList();
    }

    private JsonNode deliveryOf(String id) {
        return StreamSupport.stream(world.shipment(id).path("events").spliterator(), false)
                .filter(event -> event.path("status").asText().equals("DELIVERED"))
                .findFirst()
                .orElseThrow();
    }
}
