package io.waymark.poller.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.waymark.contract.Command;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.contract.Tracking;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicWriter;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nobody wants pushed is not subscribed, and nothing is kept to subscribe it with. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(ProviderResource.class)
class UnwantedNumberIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PHONE = "13488888888";

    @ConfigProperty(name = "waymark.kuaidi100.url")
    String url;

    @Inject
    Pool database;

    private final TopicWriter kafka = new TopicWriter(SharedKafka.bootstrapServers());
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
    void aNumberThatIsWithdrawnBeforeItIsSubscribedIsNotSubscribedAndMayBeWantedAgain() {
        usedUp("yto", "OWN-WITHDRAWN");
        register("yto", "OWN-WITHDRAWN", 1, Tracking.AUTO);
        awaitState("OWN-WITHDRAWN", "DUE " + PHONE);

        register("yto", "OWN-WITHDRAWN", 2, Tracking.NONE);
        awaitState("OWN-WITHDRAWN", "WITHDRAWN -");

        usedNoMore("OWN-WITHDRAWN");
        register("yto", "OWN-WITHDRAWN", 3, Tracking.AUTO);
        awaitState("OWN-WITHDRAWN", "ACCEPTED " + PHONE);
    }

    @Test
    void aFurtherNumberIsWithdrawnWithItsShipmentAndWantedAgainWithIt() {
        usedUp("ems", "FURTHER-WITHDRAWN");
        register("thirtypost", "A8000190011E", 1, Tracking.AUTO);
        awaitWatched("A8000190011E");
        follow("A8000190011E", "FURTHER-WITHDRAWN");
        awaitState("FURTHER-WITHDRAWN", "DUE " + PHONE);

        register("thirtypost", "A8000190011E", 2, Tracking.PULL);
        awaitState("FURTHER-WITHDRAWN", "WITHDRAWN -");
        usedNoMore("FURTHER-WITHDRAWN");
        awaitAnotherCall("A8000190011E");
        assertThat(providers.calls("FURTHER-WITHDRAWN")).isEmpty();

        register("thirtypost", "A8000190011E", 3, Tracking.PUSH);
        awaitState("FURTHER-WITHDRAWN", "ACCEPTED " + PHONE);
    }

    @Test
    void aFurtherNumberOfAShipmentThatIsOnlyAskedAboutIsOnlyAskedAbout() {
        register("thirtypost", "A8000190012E", 1, Tracking.PULL);
        awaitWatched("A8000190012E");
        follow("A8000190012E", "FURTHER-PULLED");

        awaitState("FURTHER-PULLED", "WITHDRAWN -");
        assertThat(run("select tracking || ' ' || purpose from watch where tracking_number = 'FURTHER-PULLED'"))
                .containsExactly("PULL POLL");
    }

    @Test
    void anOrderToFollowThatComesAfterTheErasureFollowsNothing() {
        register("thirtypost", "A8000190013E", 1, Tracking.AUTO);
        awaitWatched("A8000190013E");
        follow("A8000190013E", "FURTHER-ERASED");
        awaitState("FURTHER-ERASED", "ACCEPTED " + PHONE);
        kafka.write(Topics.SHIPMENTS, idOf("thirtypost", "A8000190013E").toString(), null);
        await().atMost(PATIENCE).until(() -> stateOf("FURTHER-ERASED").isEmpty());

        follow("A8000190013E", "FURTHER-ERASED");
        awaitAnotherCall("A8000190013E");

        assertThat(stateOf("FURTHER-ERASED")).isEmpty();
        assertThat(run("select tracking from watch where tracking_number = 'FURTHER-ERASED'"))
                .isEmpty();
        assertThat(providers.calls("FURTHER-ERASED")).hasSize(1);
    }

    @Test
    void whatIsRegisteredAgainAfterItsErasureHasFurtherNumbersAgain() {
        kafka.write(Topics.SHIPMENTS, idOf("thirtypost", "A8000190014E").toString(), null);
        register("thirtypost", "A8000190014E", 1, Tracking.AUTO);
        awaitWatched("A8000190014E");

        follow("A8000190014E", "FURTHER-AGAIN");

        awaitState("FURTHER-AGAIN", "ACCEPTED " + PHONE);
    }

    @Test
    void anOrderOfAfterTheErasureIsCarriedOutOnceTheShipmentIsRegisteredAgain() {
        ShipmentId id = idOf("thirtypost", "A8000190015E");
        register("thirtypost", "A8000190015E", 1, Tracking.AUTO);
        awaitWatched("A8000190015E");
        kafka.write(Topics.SHIPMENTS, id.toString(), null);
        await().atMost(PATIENCE).until(() -> !run("select '' from erased where shipment_id = '" + id + "'")
                .isEmpty());

        follow(id, id, "FURTHER-OLD", Instant.EPOCH);
        follow(id, id, "FURTHER-EARLY", Instant.now().plusSeconds(1));
        awaitAnotherCall("A8000190015E");
        assertThat(stateOf("FURTHER-EARLY"))
                .as("of a shipment that is nobody's")
                .isEmpty();

        register("thirtypost", "A8000190015E", 1, Tracking.AUTO);
        awaitState("FURTHER-EARLY", "ACCEPTED " + PHONE);
        assertThat(stateOf("FURTHER-OLD")).as("ordered of what was erased").isEmpty();
    }

    private static ShipmentId idOf(String carrier, String number) {
        return ShipmentId.of(carrier, number);
    }

    /** The provider takes no more subscriptions of the number: it waits. */
    private void usedUp(String carrier, String number) {
        run("insert into number_use (provider, carrier, tracking_number, subscribed) values ('kuaidi100', '" + carrier
                + "', '" + number + "', array[now(), now(), now(), now()]) returning ''");
    }

    private void usedNoMore(String number) {
        run("delete from number_use where tracking_number = '" + number + "' returning ''");
        run("update subscription set next_attempt_at = now() where tracking_number = '" + number + "' returning ''");
    }

    private void register(String carrier, String number, long revision, Tracking tracking) {
        RegisteredShipment shipment = Shipments.registered(
                carrier, number, revision, Shipments.registration("acme", tracking, "广东省深圳市", PHONE));
        kafka.write(Topics.SHIPMENTS, shipment.shipmentId().toString(), shipment);
    }

    private void awaitWatched(String number) {
        await().atMost(PATIENCE).until(() -> !run("select '' from watch where tracking_number = '" + number + "'")
                .isEmpty());
    }

    private void follow(String number, String further) {
        follow(idOf("thirtypost", number), idOf("thirtypost", number), further);
    }

    private void follow(ShipmentId key, ShipmentId shipment, String further) {
        follow(key, shipment, further, Instant.EPOCH);
    }

    private void follow(ShipmentId key, ShipmentId shipment, String further, Instant issuedAt) {
        JsonNode arguments =
                JsonSerde.mapper().createObjectNode().put("carrier", "ems").put("trackingNumber", further);
        kafka.write(
                Topics.COMMANDS,
                key.toString(),
                new Command(
                        "follow:" + further,
                        Command.FOLLOW_NUMBER,
                        shipment.toString(),
                        "normalizer",
                        "",
                        "",
                        issuedAt,
                        arguments));
    }

    /** What was ordered of that shipment before, and what was due before, is done by then. */
    private void awaitAnotherCall(String number) {
        String further = "AFTER-" + number;
        follow(idOf("thirtypost", number), idOf("thirtypost", further), further);
        awaitState(further, "ACCEPTED -");
    }

    private void awaitState(String number, String stateAndPhone) {
        await().atMost(PATIENCE).until(() -> stateOf(number), List.of(stateAndPhone)::equals);
    }

    private List<String> stateOf(String number) {
        return run("select state || ' ' || coalesce(phone, '-') from subscription where tracking_number = '" + number
                + "'");
    }

    private List<String> run(String statement) {
        List<String> rows = new ArrayList<>();
        for (Row row : database.query(statement).execute().await().atMost(PATIENCE)) {
            rows.add(row.getString(0));
        }
        return rows;
    }
}
