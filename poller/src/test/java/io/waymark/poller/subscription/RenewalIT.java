package io.waymark.poller.subscription;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.Command;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.Monitoring;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A provider gives subscriptions up, as the normalizer tells it, and each time the number is subscribed again. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(
        value = ProviderResource.class,
        initArgs = @ResourceArg(name = "waymark.subscriptions.renew-every", value = "1h"))
class RenewalIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int A_DAY = 24 * 60;

    @ConfigProperty(name = "waymark.kuaidi100.url")
    String url;

    @Inject
    Pool database;

    @Inject
    RenewalScheduler renewals;

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
    void whatIsGivenUpTwiceIsSubscribedThreeTimes() {
        register("TWICE");
        awaitAccepted("TWICE", 1);
        acceptedMinutesAgo("TWICE", 180);
        tell("TWICE", 1, 1, 120);
        renew();
        awaitAccepted("TWICE", 2);
        acceptedMinutesAgo("TWICE", 100);

        tell("TWICE", 1, 2, 50);
        renew();
        assertThat(stateOf("TWICE")).as("nothing new was said of the watching").isEqualTo("ACCEPTED");

        tell("TWICE", 2, 3, 34);
        assertThat(watched("TWICE"))
                .as("until it is pushed again it is asked about")
                .isEqualTo("POLL");
        renew();
        assertThat(stateOf("TWICE")).as("too early").isEqualTo("ACCEPTED");

        run("update parcel set changed_at = changed_at - interval '2 minutes' where shipment_id = '"
                + ShipmentId.of("yto", "TWICE") + "'");
        renew();
        awaitAccepted("TWICE", 3);
        assertThat(callbacks("TWICE"))
                .extracting(path -> path.replaceAll(".*s=", ""))
                .containsExactly("1", "2", "3");
        assertThat(watched("TWICE")).isEqualTo("SILENCE");
    }

    @Test
    void ofAParcelWithSeveralNumbersTheOneThatIsNamedIsSubscribedAgain() {
        register("SEVERAL");
        awaitAccepted("SEVERAL", 1);
        follow("SEVERAL", "SEVERAL-100");
        awaitAccepted("SEVERAL-100", 100);
        follow("SEVERAL", "SEVERAL-101");
        awaitAccepted("SEVERAL-101", 101);

        tell("SEVERAL", 1, 1, 60);
        renew();
        awaitAccepted("SEVERAL", 2);

        tell("SEVERAL", 100, 2, 60);
        renew();
        awaitAccepted("SEVERAL-100", 102);
        assertThat(callbacks("SEVERAL")).hasSize(2);
        assertThat(callbacks("SEVERAL-101")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"ABORTED_NO_RECORD", "ABORTED_STALE", "ENDED"})
    void whatIsRegisteredAgainAfterItWasGivenUpIsSubscribedAgain(Monitoring last) {
        String number = "REGISTERED-" + last;
        giveUp(number, last);

        register(number, 2, Tracking.PUSH);

        awaitAccepted(number, 2);
        assertThat(callbacks(number)).hasSize(2);
    }

    @Test
    void whatIsTriedAgainOnOrderAfterItWasGivenUpIsSubscribedAgain() {
        giveUp("ORDERED", Monitoring.ABORTED_NO_RECORD);

        given().header("Authorization", "Bearer key-of-acme")
                .post("/v1/subscriptions/" + ShipmentId.of("yto", "ORDERED") + "/retry")
                .then()
                .statusCode(200);

        awaitAccepted("ORDERED", 2);
    }

    @Test
    void theProviderIsLeftItsTimeAfterItGaveUpAlsoWhereTheNumberIsRegisteredAgain() {
        giveUp("SOON", Monitoring.ABORTED_STALE);
        run("update parcel set changed_at = now() - interval '30 minutes' where shipment_id = '"
                + ShipmentId.of("yto", "SOON") + "'");

        register("SOON", 2, Tracking.PUSH);

        await().atMost(PATIENCE).until(() -> stateOf("SOON").equals("DUE"));
        assertThat(run("select 1 from subscription where tracking_number = 'SOON' and next_attempt_at"
                        + " between now() + interval '3 minutes' and now() + interval '5 minutes'"))
                .hasSize(1);
        assertThat(callbacks("SOON")).hasSize(1);
    }

    /** Pushed alone, accepted, broken off twenty days ago, and not found since. */
    private void giveUp(String number, Monitoring last) {
        register(number, 1, Tracking.PUSH);
        awaitAccepted(number, 1);
        acceptedMinutesAgo(number, 21 * A_DAY);
        run("update watch set registered_at = now() - interval '21 days', heard_at = now() - interval '21 days'"
                + " where tracking_number = '" + number + "'");
        tell(number, last, 1, 1, 20 * A_DAY);
        await().atMost(PATIENCE)
                .until(() -> !run("select 1 from watch where end_reason = 'NOT_FOUND' and tracking_number = '" + number
                                + "'")
                        .isEmpty());
        renew();
        assertThat(stateOf(number)).as("nobody wants it any more").isEqualTo("ACCEPTED");
    }

    private void register(String number) {
        register(number, 1, Tracking.AUTO);
    }

    private void register(String number, long revision, Tracking tracking) {
        RegisteredShipment shipment = Shipments.registered(
                "yto", number, revision, Shipments.registration("default", tracking, "广东省深圳市", "13488888888"));
        kafka.write(Topics.SHIPMENTS, shipment.shipmentId().toString(), shipment);
    }

    private void follow(String number, String further) {
        String id = ShipmentId.of("yto", number).toString();
        JsonNode arguments =
                JsonSerde.mapper().createObjectNode().put("carrier", "ems").put("trackingNumber", further);
        kafka.write(
                Topics.COMMANDS,
                id,
                new Command("follow", Command.FOLLOW_NUMBER, id, "normalizer", "", "", Instant.EPOCH, arguments));
    }

    /** That subscription was given up, so many minutes ago. */
    private void tell(String number, int subscription, long revision, int minutesAgo) {
        tell(number, Monitoring.ABORTED_NO_RECORD, subscription, revision, minutesAgo);
    }

    private void tell(String number, Monitoring said, int subscription, long revision, int minutesAgo) {
        String id = ShipmentId.of("yto", number).toString();
        CloudEvent attributes = CloudEvent.of(
                "told", "/test", "waymark.latest.v1", id, Instant.now().minus(Duration.ofMinutes(minutesAgo)));
        kafka.write(
                Topics.LATEST,
                id,
                Shipments.told(number, said, subscription, revision),
                attributes.headers().toArray());
        await().atMost(PATIENCE)
                .until(() -> !run("select 1 from parcel where shipment_id = '" + id + "' and revision = " + revision)
                        .isEmpty());
    }

    private void acceptedMinutesAgo(String number, int minutes) {
        run("update subscription set accepted_at = now() - interval '" + minutes + " minutes' where tracking_number = '"
                + number + "'");
    }

    private void renew() {
        renewals.renew().await().atMost(PATIENCE);
    }

    private void awaitAccepted(String number, int subscription) {
        await().atMost(PATIENCE).until(() -> !run("select 1 from subscription where state = 'ACCEPTED' and number = "
                        + subscription + " and tracking_number = '" + number + "'")
                .isEmpty());
    }

    private String stateOf(String number) {
        return run("select state from subscription where tracking_number = '" + number + "'")
                .get(0)
                .getString(0);
    }

    private String watched(String number) {
        return run("select purpose from watch where tracking_number = '" + number + "'")
                .get(0)
                .getString(0);
    }

    private List<String> callbacks(String number) {
        return providers.calls(number).stream()
                .map(call -> call.json("param").at("/parameters/callbackurl").asText())
                .toList();
    }

    private List<Row> run(String statement) {
        List<Row> rows = new ArrayList<>();
        database.query(statement).execute().await().atMost(PATIENCE).forEach(rows::add);
        return rows;
    }
}
