package io.waymark.poller.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.Command;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.contract.Tracking;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import io.waymark.sandbox.infra.TopicWriter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A parcel that was handed over: its second number is pushed under its first. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(ProviderResource.class)
class FurtherNumberIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @ConfigProperty(name = "waymark.kuaidi100.url")
    String url;

    private final TopicWriter kafka = new TopicWriter(SharedKafka.bootstrapServers());
    private final Ledger ledger = new Ledger();
    private ProviderStandIn providers;

    @BeforeEach
    void start() throws IOException {
        providers = new ProviderStandIn(url);
    }

    @AfterEach
    void stop() {
        providers.close();
    }

    @Test
    void isSubscribedWithTheFirstOnesPathSaltAndPhone() {
        register(Shipments.registered("yto", "YTHANDOVER", Tracking.AUTO));
        awaitAccepted("YTHANDOVER");

        follow("yto", "YTHANDOVER", "ems", "EA1HANDOVERCN");
        follow("yto", "YTHANDOVER", "ems", "EA1HANDOVERCN");
        awaitAccepted("EA1HANDOVERCN");
        follow("yto", "YTHANDOVER", "auto", "ANYHANDOVER");
        awaitAccepted("ANYHANDOVER");

        JsonNode first = providers.calls("YTHANDOVER").get(0).json("param");
        assertThat(providers.calls("EA1HANDOVERCN")).singleElement().satisfies(call -> {
            JsonNode second = call.json("param");
            assertThat(second.path("company").asText()).isEqualTo("ems");
            assertThat(second.at("/parameters/salt")).isEqualTo(first.at("/parameters/salt"));
            assertThat(second.at("/parameters/phone")).isEqualTo(first.at("/parameters/phone"));
            assertThat(second.at("/parameters/callbackurl").asText())
                    .isEqualTo(first.at("/parameters/callbackurl").asText().replace("?s=1", "?s=100"));
        });
        assertThat(providers.calls("ANYHANDOVER")).singleElement().satisfies(call -> {
            JsonNode third = call.json("param");
            assertThat(third.path("company").asText()).isEmpty();
            assertThat(third.at("/parameters/autoCom").asText()).isEqualTo("1");
            assertThat(third.at("/parameters/callbackurl").asText()).endsWith("?s=101");
        });
    }

    @Test
    void isFollowedForAShipmentThatNobodyPushes() {
        follow("thirtypost", "A8000194847E", "yto", "YTCHINALEG");
        awaitAccepted("YTCHINALEG");

        register(Shipments.registered("thirtypost", "A8000194847E", Tracking.AUTO));
        register(Shipments.registered("yto", "YTAFTERCHINALEG", Tracking.AUTO));
        awaitAccepted("YTAFTERCHINALEG");

        assertThat(providers.calls("YTCHINALEG")).singleElement().satisfies(call -> assertThat(
                        call.json("param").at("/parameters/callbackurl").asText())
                .contains(ShipmentId.of("thirtypost", "A8000194847E").toString()));
    }

    @Test
    void aCommandThatNamesNoNumberIsADeadLetter() {
        follow("yto", "YTNONUMBER", "yto", " ");

        String key = ShipmentId.of("yto", "YTNONUMBER").toString();
        new TopicReader(SharedKafka.bootstrapServers())
                .readUntil(Topics.COMMANDS.deadLettersOf(Topics.POLLER_GROUP), PATIENCE, seen -> seen.stream()
                        .anyMatch(record -> Arrays.equals(record.key(), key.getBytes(UTF_8))));
        assertThat(ledger.row(" ")).isEmpty();
    }

    private void awaitAccepted(String number) {
        await().atMost(PATIENCE).until(() -> ledger.row(number), row -> row.filter(Ledger.Row::accepted)
                .isPresent());
    }

    private void register(RegisteredShipment shipment) {
        kafka.write(Topics.SHIPMENTS, shipment.shipmentId().toString(), shipment);
    }

    private void follow(String carrier, String number, String secondCarrier, String secondNumber) {
        String id = ShipmentId.of(carrier, number).toString();
        JsonNode arguments = JsonSerde.mapper()
                .createObjectNode()
                .put("carrier", secondCarrier)
                .put("trackingNumber", secondNumber);
        Command command = new Command(
                "follow:" + secondNumber, Command.FOLLOW_NUMBER, id, "normalizer", "", "", Instant.EPOCH, arguments);
        kafka.write(Topics.COMMANDS, id, command);
    }
}
