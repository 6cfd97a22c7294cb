package io.waymark.poller.subscription;

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
import io.waymark.sandbox.infra.SharedPostgres;
import io.waymark.sandbox.infra.TopicWriter;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A parcel of a carrier that pushes nothing: its domestic number is pushed by Kuaidi100, with the places and phone of its own. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(ProviderResource.class)
class ThirtyPostHandoverIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PHONE = "13488888888";

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
    void itsDomesticNumberIsPushedToItsPathWithItsPhone() {
        register("A8000190001E", 1, PHONE);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(watched("A8000190001E"))
                .containsExactly("1 thirtypost thirtypost AUTO"));
        follow("A8000190001E", "sf", "SFHANDOVER1");

        awaitState("SFHANDOVER1", "ACCEPTED");

        assertThat(providers.calls("SFHANDOVER1")).singleElement().satisfies(call -> {
            JsonNode param = call.json("param");
            assertThat(param.at("/parameters/phone").asText()).isEqualTo(PHONE);
            assertThat(param.path("to").asText()).isEqualTo("北京市");
            assertThat(param.at("/parameters/callbackurl").asText())
                    .contains(idOf("A8000190001E").toString())
                    .endsWith("?s=100");
        });
        assertThat(watched("A8000190001E")).containsExactly("1 thirtypost thirtypost AUTO", "100 kuaidi100 sf AUTO");
    }

    @Test
    void aRegistrationThatComesAfterTheNumberBringsItsPhone() {
        follow("A8000190002E", "sf", "SFHANDOVER2");
        awaitState("SFHANDOVER2", "HELD");
        assertThat(providers.calls("SFHANDOVER2")).isEmpty();

        register("A8000190002E", 1, PHONE);

        awaitState("SFHANDOVER2", "ACCEPTED");
        assertThat(providers.calls("SFHANDOVER2")).singleElement().satisfies(call -> assertThat(
                        call.json("param").at("/parameters/phone").asText())
                .isEqualTo(PHONE));
    }

    @Test
    void bothNumbersAreForgottenWhenItIsErased() {
        register("A8000190003E", 1, PHONE);
        follow("A8000190003E", "yto", "YTHANDOVER3");
        awaitState("YTHANDOVER3", "ACCEPTED");

        kafka.write(Topics.SHIPMENTS, idOf("A8000190003E").toString(), null);

        await().atMost(PATIENCE).until(() -> ledger.row("YTHANDOVER3").isEmpty());
        assertThat(watched("A8000190003E")).isEmpty();
    }

    private void awaitState(String number, String state) {
        await().atMost(PATIENCE).until(() -> ledger.row(number), row -> row.filter(
                        one -> one.state().equals(state))
                .isPresent());
    }

    private static ShipmentId idOf(String number) {
        return ShipmentId.of("thirtypost", number);
    }

    private void register(String number, long revision, String phone) {
        RegisteredShipment shipment = Shipments.registered(
                "thirtypost", number, revision, Shipments.registration("acme", Tracking.AUTO, "广东省深圳市", phone));
        kafka.write(Topics.SHIPMENTS, shipment.shipmentId().toString(), shipment);
    }

    private void follow(String number, String furtherCarrier, String further) {
        String id = idOf(number).toString();
        JsonNode arguments = JsonSerde.mapper()
                .createObjectNode()
                .put("carrier", furtherCarrier)
                .put("trackingNumber", further);
        kafka.write(
                Topics.COMMANDS,
                id,
                new Command(
                        "follow:" + further,
                        Command.FOLLOW_NUMBER,
                        id,
                        "normalizer",
                        "",
                        "",
                        Instant.EPOCH,
                        arguments));
    }

    /** What is watched of a shipment: number, provider, carrier and tracking of each row, in the numbers' order. */
    private static List<String> watched(String number) {
        String select = "select concat_ws(' ', number, provider, carrier, tracking) from poller.watch"
                + " where shipment_id = ? order by number";
        try (Connection connection = DriverManager.getConnection(SharedPostgres.jdbcUrl());
                PreparedStatement query = connection.prepareStatement(select)) {
            query.setObject(1, idOf(number).value());
            ResultSet rows = query.executeQuery();
            List<String> watched = new ArrayList<>();
            while (rows.next()) {
                watched.add(rows.getString(1));
            }
            return watched;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
