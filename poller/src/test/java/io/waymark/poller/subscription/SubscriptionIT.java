package io.waymark.poller.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.International;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.contract.Tracking;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A registration becomes a subscription, on real Kafka, PostgreSQL and HTTP. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(ProviderResource.class)
class SubscriptionIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @ConfigProperty(name = "waymark.kuaidi100.url")
    String url;

    private ProviderStandIn providers;
    private final Ledger ledger = new Ledger();

    @BeforeEach
    void start() throws IOException {
        providers = new ProviderStandIn(url);
    }

    @AfterEach
    void stop() {
        providers.close();
    }

    private static void register(RegisteredShipment shipment) {
        new TopicWriter(SharedKafka.bootstrapServers())
                .write(Topics.SHIPMENTS, shipment.shipmentId().toString(), shipment);
    }

    private Ledger.Row awaitRow(String number, Predicate<Ledger.Row> condition) {
        return await().atMost(PATIENCE)
                .until(() -> ledger.row(number), row -> row.filter(condition).isPresent())
                .orElseThrow();
    }

    private Ledger.Row awaitState(String number, String state) {
        return awaitRow(number, row -> row.state().equals(state));
    }

    /** Registers a number that is subscribed after everything written before it has been read. */
    private void awaitEverythingBefore(String sentinel) {
        register(Shipments.registered("yto", sentinel, Tracking.AUTO));
        awaitState(sentinel, "ACCEPTED");
    }

    @Test
    void asksKuaidi100ForPushesToTheShipmentsOwnPath() {
        register(Shipments.registered("sf", "SF1234567890123", Tracking.AUTO));

        Ledger.Row row = awaitState("SF1234567890123", "ACCEPTED");

        assertThat(row).isEqualTo(new Ledger.Row("kuaidi100", "ACCEPTED", 1, "200", true, 1));
        assertThat(providers.calls("SF1234567890123")).singleElement().satisfies(call -> {
            assertThat(call.path()).isEqualTo("/kuaidi100/poll");
            assertThat(call.form()).containsOnlyKeys("schema", "param").containsEntry("schema", "json");
            JsonNode param = call.json("param");
            assertThat(param.path("company").asText()).isEqualTo("shunfeng");
            assertThat(param.path("key").asText()).isEqualTo("test-key");
            assertThat(param.path("from").asText()).isEqualTo("广东省深圳市");
            assertThat(param.path("to").asText()).isEqualTo("北京市");
            assertThat(param.at("/parameters/phone").asText()).isEqualTo("13488888888");
            assertThat(param.at("/parameters/salt").asText()).isEqualTo("faff90e7ad67a38f97328f2ec927831f");
            assertThat(param.at("/parameters/callbackurl").asText())
                    .isEqualTo(
                            "http://hooks.example.test/callbacks/kuaidi100/0a42b9fb-16f5-5653-884b-0b951d7e269f?s=1");
        });
    }

    @Test
    void asksStoForItsOwnParcels() {
        register(Shipments.registered("sto", "777031922725111", Tracking.PUSH));

        Ledger.Row row = awaitState("777031922725111", "ACCEPTED");

        assertThat(row.provider()).isEqualTo("sto");
        assertThat(providers.calls("777031922725111")).singleElement().satisfies(call -> {
            assertThat(call.path()).isEqualTo("/sto/gateway/link.do");
            assertThat(call.form())
                    .containsEntry("content", "{\"subscribeInfoList\":[{\"waybillNo\":\"777031922725111\"}]}")
                    .containsEntry("data_digest", "g21y1ifVWm1iZVhUQVTjOA==")
                    .containsEntry("from_appkey", "test-app")
                    .containsEntry("from_code", "test-code");
        });
    }

    @Test
    void takesAlreadySubscribedForAccepted() {
        providers.answers("YT501", "501");
        register(Shipments.registered("yto", "YT501", Tracking.AUTO));

        assertThat(awaitState("YT501", "ACCEPTED").lastCode()).isEqualTo("501");
        awaitEverythingBefore("AFTER501");
        assertThat(providers.calls("YT501")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "http-500", "http-429", "999", ProviderStandIn.HANG})
    void asksAgainLaterAfterAFailure(String failure) {
        String number = "AGAIN" + failure.toUpperCase(Locale.ROOT);
        providers.answers(number, failure, failure);
        register(Shipments.registered("yto", number, Tracking.AUTO));

        Ledger.Row row = awaitState(number, "ACCEPTED");

        assertThat(row.attempts()).isEqualTo(3);
        assertThat(providers.calls(number)).hasSize(3);
    }

    @Test
    void subscribesOnceHoweverOftenARegistrationIsRepeated() {
        RegisteredShipment shipment = Shipments.registered("yto", "YT-TWICE", Tracking.AUTO);
        List.of(shipment, shipment).forEach(SubscriptionIT::register);
        awaitState("YT-TWICE", "ACCEPTED");

        register(shipment);
        register(Shipments.registered("yto", "YT-TWICE", 2, Shipments.registration("b", Tracking.AUTO)));
        awaitRow("YT-TWICE", row -> row.revision() == 2);
        register(shipment);
        awaitEverythingBefore("AFTERTWICE");

        assertThat(providers.calls("YT-TWICE")).hasSize(1);
        assertThat(ledger.row("YT-TWICE").orElseThrow().revision()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"yto,NONE", "yto,PULL", "thirtypost,AUTO"})
    void doesNothingWhereNoPushIsToBeOrdered(String carrier, Tracking tracking) {
        String number = "NOT-" + carrier + tracking;
        register(Shipments.registered(carrier, number, tracking));
        awaitEverythingBefore("AFTER" + number);

        assertThat(ledger.row(number)).isEmpty();
        assertThat(providers.calls(number)).isEmpty();
    }

    @Test
    void triesAgainOnceTheRegistrationThatTheProviderFoundFaultWithIsCorrected() {
        providers.answers("YT700", "701");
        register(Shipments.registered("yto", "YT700", 1, Shipments.registration("a", Tracking.AUTO)));
        awaitState("YT700", "HELD");

        register(Shipments.registered("yto", "YT700", 2, Shipments.registration("a", Tracking.AUTO)));
        awaitRow("YT700", row -> row.revision() == 2);
        assertThat(providers.calls("YT700")).hasSize(1);

        register(Shipments.registered(
                "yto", "YT700", 3, Shipments.registration("a", Tracking.AUTO, "杭州", "13488888888")));
        awaitState("YT700", "ACCEPTED");
    }

    @Test
    void spendsNoSubscriptionWhereNothingIsShownWithoutAPhoneAndWaitsForOne() {
        register(Shipments.registered("sf", "SF-PHONELESS", 1, Shipments.registration("a", Tracking.AUTO)));

        assertThat(awaitState("SF-PHONELESS", "HELD").lastCode()).isEqualTo("phone-missing");
        assertThat(providers.calls("SF-PHONELESS")).isEmpty();

        register(Shipments.registered(
                "sf", "SF-PHONELESS", 2, Shipments.registration("a", Tracking.AUTO, null, "13488888888")));
        awaitState("SF-PHONELESS", "ACCEPTED");
        assertThat(providers.calls("SF-PHONELESS")).hasSize(1);
    }

    @Test
    void asksForBothLegsOfAnInternationalShipmentAlsoOnceTheyAreCorrected() {
        providers.answers("EX1", "701");
        register(international("EX1", 1, "XX"));
        awaitState("EX1", "HELD");
        register(international("EX1", 2, "XX"));
        awaitRow("EX1", row -> row.revision() == 2);
        assertThat(providers.calls("EX1")).hasSize(1);

        register(international("EX1", 3, "JP"));
        awaitState("EX1", "ACCEPTED");

        JsonNode parameters = providers.calls("EX1").get(1).json("param").path("parameters");
        assertThat(parameters.path("interCom").asText()).isEqualTo("1");
        assertThat(parameters.path("departureCom").asText()).isEqualTo("yuantong");
        assertThat(parameters.path("destinationCountry").asText()).isEqualTo("JP");
        assertThat(parameters.path("destinationCom").asText()).isEqualTo("japanposten");
        assertThat(parameters.has("departureCountry")).isFalse();
    }

    private static RegisteredShipment international(String number, long revision, String destinationCountry) {
        International ends = new International(null, "yto", destinationCountry, "japanposten");
        return Shipments.registered(
                "ems", number, revision, Shipments.registration("a", Tracking.AUTO, null, null, ends));
    }

    @Test
    void givesUpWhereTheProviderRefuses() {
        providers.answers("YT502", "502");
        register(Shipments.registered("yto", "YT502", Tracking.AUTO));

        awaitState("YT502", "REFUSED");
        awaitEverythingBefore("AFTER502");
        assertThat(providers.calls("YT502")).hasSize(1);
    }

    @Test
    void leavesAnAccountAloneForAWhileThatIsRefused() {
        providers.answers("YT600", "600");
        register(Shipments.registered("yto", "YT600", Tracking.AUTO));
        awaitRow("YT600", row -> "600".equals(row.lastCode()));

        register(Shipments.registered("yto", "YT-WAITS", Tracking.AUTO));
        register(Shipments.registered("sto", "ST-WAITS-NOT", Tracking.AUTO));
        awaitState("ST-WAITS-NOT", "ACCEPTED");
        assertThat(providers.calls("YT-WAITS")).isEmpty();
        assertThat(awaitRow("YT-WAITS", row -> true).state()).isEqualTo("DUE");

        awaitState("YT-WAITS", "ACCEPTED");
        awaitState("YT600", "ACCEPTED");
    }

    @Test
    void takesOverWhatADeadReplicaHadClaimedOnceItsLeaseHasEnded() {
        ledger.claimedByAReplicaThatDied("yto", "YT-ORPHAN", Duration.ofSeconds(3));
        awaitEverythingBefore("AFTERORPHAN");
        assertThat(providers.calls("YT-ORPHAN")).isEmpty();

        assertThat(awaitState("YT-ORPHAN", "ACCEPTED").attempts()).isEqualTo(2);
    }

    @Test
    void forgetsWhatIsErased() {
        providers.answers("YT-GONE", "701");
        register(Shipments.registered("yto", "YT-GONE", Tracking.AUTO));
        awaitState("YT-GONE", "HELD");

        new TopicWriter(SharedKafka.bootstrapServers())
                .write(Topics.SHIPMENTS, ShipmentId.of("yto", "YT-GONE").toString(), null);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ledger.row("YT-GONE")).isEmpty());
    }
}
