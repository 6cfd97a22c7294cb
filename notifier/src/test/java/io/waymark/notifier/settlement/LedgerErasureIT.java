package io.waymark.notifier.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.Command;
import io.waymark.contract.Erasure;
import io.waymark.contract.Goods;
import io.waymark.contract.Payment;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import io.waymark.contract.SettlementBinding;
import io.waymark.contract.SettlementState;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topics;
import io.waymark.contract.Tracking;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Orders to erase a shipment, and the money that depends on it. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@QuarkusTestResource(GatewayResource.class)
class LedgerErasureIT extends LedgerCases {

    @Inject
    FactSweepScheduler sweeper;

    private static void order(Parcel parcel, String type, String id) {
        String target = parcel.settlementId.toString();
        parcel.write(
                Topics.COMMANDS,
                target,
                new Command(id, type, target, "ops", "", "", Instant.now(), JsonNodeFactory.instance.objectNode()));
    }

    private static void erase(Parcel parcel, String erasure) {
        erase(parcel, erasure, "");
    }

    private static void erase(Parcel parcel, String erasure, String merchantId) {
        Command order = new Erasure(erasure, parcel.id, Topics.NOTIFIER_GROUP, merchantId)
                .order("erase:" + erasure, "ops", Instant.now());
        parcel.write(Topics.COMMANDS, order.target(), order);
    }

    /** What was answered so far, once that is so often. */
    private static List<Command> answers(String erasure, int count) {
        return new TopicReader(SharedKafka.bootstrapServers())
                        .readUntil(
                                Topics.COMMANDS,
                                PATIENCE,
                                records -> records.stream()
                                                .filter(record -> isAnswer(record.value(), erasure))
                                                .count()
                                        >= count)
                        .stream()
                        .map(record -> record.value())
                        .filter(command -> isAnswer(command, erasure))
                        .toList();
    }

    private static boolean isAnswer(Command command, String erasure) {
        return command.type().equals(Command.ERASED) && command.target().equals(erasure);
    }

    /** As {@code STATE detail}. */
    private static String state(Command answer) {
        return (answer.arguments().path("state").asText() + " "
                        + answer.arguments().path("detail").asText())
                .strip();
    }

    private List<String> facts(Parcel parcel) {
        return ledger.texts(
                """
                select 'registration' from notifier.registration_fact where shipment_id = ?1
                union all select 'scan' from notifier.scan_fact where shipment_id = ?1
                union all select 'latest' from notifier.latest_fact where shipment_id = ?1"""
                                .replace("?1", "'" + parcel.id + "'")
                        + " and ?::uuid is not null",
                parcel.id.value());
    }

    @Test
    void whileASettlementIsOpenNothingIsErasedHoweverOftenThatOrderComes() {
        Parcel parcel = new Parcel("E1");
        parcel.registered();
        awaitState(parcel, SettlementState.OWED);

        erase(parcel, "open-1");
        assertThat(answers("open-1", 1))
                .extracting(LedgerErasureIT::state)
                .containsExactly("REFUSED settlements are open: OWED 1");
        order(parcel, Command.WRITE_OFF_SETTLEMENT, "E1-off");
        awaitState(parcel, SettlementState.STOPPED);
        erase(parcel, "open-1");

        List<Command> repeated = answers("open-1", 2);
        assertThat(repeated.get(1)).isEqualTo(repeated.get(0));
        assertThat(facts(parcel)).containsExactly("registration");
    }

    @Test
    void whatIsErasedIsTakenUpByNothingThatComesLate() {
        Parcel parcel = new Parcel("E2");
        parcel.registered();
        parcel.paid(Payment.State.FAILED);
        awaitState(parcel, SettlementState.STOPPED);

        erase(parcel, "closed-1");
        Command done = answers("closed-1", 1).get(0);
        assertThat(state(done)).isEqualTo("DONE");
        assertThat(done.arguments().at("/counts/registrations").asInt()).isEqualTo(1);
        parcel.paid(Payment.State.SUCCEEDED);
        parcel.registered();
        parcel.scanned(SubStatus.SIGNED);
        order(parcel, Command.RELEASE_SETTLEMENT, "E2-release");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ledger.texts(
                        "select refusal from notifier.settlement_change where settlement_id = ?"
                                + " and command_id is not null",
                        parcel.settlementId))
                .containsExactly("its registration was erased"));
        erase(parcel, "closed-1");
        assertThat(answers("closed-1", 2)).containsExactly(done, done);
        assertThat(facts(parcel)).isEmpty();
        assertThat(ledger.stateOf(parcel.settlementId)).isEqualTo("STOPPED");
        assertNothingMoreIsSent(parcel, 0);
    }

    @Test
    void evidenceStaysWithoutWhatTheTrackingPageIsCalled() throws SQLException {
        Parcel parcel = new Parcel("E3");
        parcel.registered();
        parcel.scanned(SubStatus.SIGNED);
        awaitState(parcel, SettlementState.ACKNOWLEDGED);
        ledger.update(
                """
                update notifier.settlement set terms = jsonb_set(terms::jsonb, '{trackingUrl}', '"https://a.test/?phone=1"')::text
                where settlement_id = ?""",
                parcel.settlementId);

        erase(parcel, "closed-2");

        assertThat(answers("closed-2", 1)
                        .get(0)
                        .arguments()
                        .at("/counts/trackingUrls")
                        .asInt())
                .isEqualTo(1);
        assertThat(ledger.texts("select terms from notifier.settlement where settlement_id = ?", parcel.settlementId))
                .singleElement()
                .asString()
                .doesNotContain("phone")
                .contains(parcel.transaction);
        assertThat(facts(parcel)).as("what it rested on").containsExactly("scan", "latest");
        assertThat(ledger.historyOf(parcel.settlementId)).endsWith("SENDING", "ACKNOWLEDGED");
    }

    /** Acme has registered the parcel too, with a payment of its own. */
    private static RegisteredShipment registeredByTwo(Parcel parcel, String othersTransaction, long revision) {
        return new RegisteredShipment(
                parcel.id,
                "sto",
                parcel.number,
                List.of(
                        registration(parcel, "default", parcel.transaction),
                        registration(parcel, "acme", othersTransaction)),
                revision);
    }

    private static Registration registration(Parcel parcel, String merchantId, String transaction) {
        SettlementBinding binding = new SettlementBinding(
                SettlementBinding.idOf("onerway", transaction, parcel.number),
                "onerway",
                "",
                transaction,
                "STC_PAY",
                "STO",
                null,
                "https://track.test/?of=" + merchantId);
        return new Registration(
                merchantId,
                null,
                null,
                null,
                null,
                Tracking.AUTO,
                List.of(),
                Goods.PHYSICAL,
                false,
                null,
                null,
                null,
                List.of(binding),
                Instant.EPOCH);
    }

    private String terms(Parcel parcel) {
        return String.join(
                "",
                ledger.texts("select terms from notifier.registration_fact where shipment_id = ?", parcel.id.value()));
    }

    @Test
    void ofOneMerchantsRegistrationNothingIsWeighedAgainAndAnothersGoesOn() {
        Parcel parcel = new Parcel("E6");
        String transaction = "2" + parcel.transaction;
        UUID others = SettlementBinding.idOf("onerway", transaction, parcel.number);
        parcel.write(Topics.SHIPMENTS, parcel.id.toString(), registeredByTwo(parcel, transaction, 1));
        parcel.paid(Payment.State.FAILED);
        awaitState(parcel, SettlementState.STOPPED);
        erase(parcel, "own-1", "acme");
        assertThat(answers("own-1", 1))
                .extracting(LedgerErasureIT::state)
                .containsExactly("REFUSED settlements are open: OWED 1");

        erase(parcel, "own-2", "default");

        Command done = answers("own-2", 1).get(0);
        assertThat(state(done)).isEqualTo("DONE");
        assertThat(done.arguments().path("counts").toString())
                .contains("\"registrations\":1", "\"settlements\":1", "\"trackingUrls\":1", "\"scans\":0");
        assertThat(terms(parcel)).contains(others.toString()).doesNotContain("of=default");
        parcel.write(Topics.SHIPMENTS, parcel.id.toString(), registeredByTwo(parcel, transaction, 2));
        parcel.paid(Payment.State.SUCCEEDED);
        parcel.scanned(SubStatus.SIGNED);
        order(parcel, Command.RELEASE_SETTLEMENT, "E6-release");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ledger.stateOf(others)).isEqualTo("ACKNOWLEDGED"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ledger.texts(
                        "select refusal from notifier.settlement_change where settlement_id = ?"
                                + " and command_id is not null",
                        parcel.settlementId))
                .containsExactly("its registration was erased"));
        assertThat(ledger.stateOf(parcel.settlementId)).isEqualTo("STOPPED");
        assertThat(terms(parcel)).contains(others.toString()).doesNotContain("of=default");
        assertThat(ledger.texts("select terms from notifier.settlement where settlement_id = ?", others))
                .singleElement()
                .asString()
                .contains("of=acme");
        assertNothingMoreIsSent(parcel, 1);
    }

    @Test
    void oldFactsAreForgottenButThoseThatSomethingOpenRestsOn() throws SQLException {
        Parcel open = new Parcel("E4");
        Parcel closed = new Parcel("E5");
        for (Parcel parcel : List.of(open, closed)) {
            parcel.registered();
            parcel.paid(Payment.State.SUCCEEDED);
            parcel.scanned(SubStatus.MOVING);
            awaitState(parcel, SettlementState.OWED);
        }
        order(closed, Command.WRITE_OFF_SETTLEMENT, "E5-off");
        awaitState(closed, SettlementState.STOPPED);
        for (Parcel parcel : List.of(open, closed)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(facts(parcel)).hasSize(3));
            age(parcel, 399);
        }
        sweeper.sweep().await().atMost(PATIENCE);
        assertThat(facts(closed)).hasSize(3);

        age(open, 401);
        age(closed, 401);
        sweeper.sweep().await().atMost(PATIENCE);

        assertThat(facts(open)).hasSize(3);
        assertThat(payments(open)).hasSize(1);
        assertThat(facts(closed)).isEmpty();
        assertThat(payments(closed)).isEmpty();
        order(open, Command.WRITE_OFF_SETTLEMENT, "E4-off");
    }

    private void age(Parcel parcel, int days) throws SQLException {
        String then = "now() - " + days + " * interval '1 day'";
        String which = " where shipment_id = '" + parcel.id + "'";
        ledger.run("update notifier.registration_fact set stored_at = " + then + which);
        ledger.run("update notifier.latest_fact set stored_at = " + then + which);
        ledger.run("update notifier.scan_fact set recorded_at = " + then + which);
        ledger.run("update notifier.payment_fact set received_at = " + then + " where payment_key = 'onerway:"
                + parcel.transaction + "'");
    }

    private List<String> payments(Parcel parcel) {
        return ledger.texts(
                "select p.id from notifier.payment_fact p where p.payment_key = 'onerway:" + parcel.transaction
                        + "' and ?::uuid is not null",
                parcel.settlementId);
    }
}
