package io.waymark.notifier.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.Payment;
import io.waymark.contract.Settlement;
import io.waymark.contract.SettlementChange;
import io.waymark.contract.SettlementEvidence;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import io.waymark.sandbox.infra.TopicWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From Kafka to the gateway and back to Kafka, on real Kafka, PostgreSQL and HTTP. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@QuarkusTestResource(GatewayResource.class)
class NotifierIT extends LedgerCases {

    @Test
    void aDeliveredParcelIsUploadedOnceAndCorrectlySigned() {
        Parcel parcel = new Parcel("N1");
        parcel.registered();
        parcel.scanned(SubStatus.OUT_FOR_DELIVERY);
        awaitState(parcel, SettlementState.OWED);
        TrackingEvent delivered = parcel.scanned(SubStatus.SIGNED_BY_RECIPIENT);

        awaitState(parcel, SettlementState.ACKNOWLEDGED);
        assertNothingMoreIsSent(parcel, 1);

        assertThat(gateway.callsAbout(parcel.number)).singleElement().satisfies(call -> {
            assertThat(call.signed()).isTrue();
            assertThat(call.body().path("merchantNo").asText()).isEqualTo("800058");
            assertThat(call.body().path("carrierNo").asText()).isEqualTo("STO");
            assertThat(call.body().path("transactionId").asText()).isEqualTo(parcel.transaction);
            assertThat(Duration.between(delivered.recordedAt(), call.at())).isLessThan(Duration.ofSeconds(1));
        });
        assertThat(ledger.historyOf(parcel.settlementId))
                .containsExactly("OWED", "ELIGIBLE", "SENDING", "ACKNOWLEDGED");
        assertThat(ledger.outcomesOf(parcel.settlementId)).containsExactly("ACKNOWLEDGED");
    }

    @Test
    void everyChangeIsPublishedInOrder() {
        Parcel parcel = new Parcel("N2");
        parcel.registered();
        TrackingEvent delivered = parcel.scanned(SubStatus.SIGNED);

        List<ConsumerRecord<String, Settlement>> published = publishedUntil(parcel, SettlementState.ACKNOWLEDGED);

        assertThat(published.stream().map(record -> record.value().revision()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, published.size()).boxed().toList());
        ConsumerRecord<String, Settlement> last = published.get(published.size() - 1);
        assertThat(last.value().evidenceEventId()).isEqualTo(delivered.eventId());
        assertThat(last.value().attempts()).isEqualTo(1);
        assertThat(published).allSatisfy(record -> assertThat(CloudEvent.header(record.headers(), "ce_subject"))
                .isEqualTo(parcel.id.toString()));
        assertThat(CloudEvent.header(last.headers(), "ce_source")).isEqualTo("/waymark/notifier");
        assertThat(CloudEvent.header(last.headers(), "ce_type")).isEqualTo("waymark.settlement.v1");
        assertThat(CloudEvent.header(last.headers(), "ce_id"))
                .isEqualTo(NameBasedId.of(parcel.settlementId, Long.toString(published.size()))
                        .toString());
    }

    private static List<ConsumerRecord<String, Settlement>> publishedUntil(Parcel parcel, SettlementState state) {
        return publishedUntil(parcel, settlement -> settlement.state() == state);
    }

    private static List<ConsumerRecord<String, Settlement>> publishedUntil(
            Parcel parcel, Predicate<Settlement> enough) {
        String key = parcel.settlementId.toString();
        return new TopicReader(SharedKafka.bootstrapServers())
                        .readUntil(Topics.SETTLEMENTS, PATIENCE, records -> records.stream()
                                .anyMatch(record -> record.key().equals(key) && enough.test(record.value())))
                        .stream()
                        .filter(record -> record.key().equals(key))
                        .toList();
    }

    @Test
    void registrationMayFollowDelivery() {
        Parcel parcel = new Parcel("N3");
        parcel.scanned(SubStatus.SIGNED);
        parcel.registered();

        awaitState(parcel, SettlementState.ACKNOWLEDGED);
        assertThat(gateway.callsAbout(parcel.number)).hasSize(1);
    }

    @Test
    void aParcelOnItsWayIsNotUploaded() {
        Parcel parcel = new Parcel("N4");
        parcel.registered();
        parcel.scanned(SubStatus.OUT_FOR_DELIVERY);
        parcel.scanned(SubStatus.LOCKER_OR_STATION_SIGNED);

        awaitState(parcel, SettlementState.OWED);
        assertNothingMoreIsSent(parcel, 0);
    }

    @Test
    void aReturnedParcelIsNotUploaded() {
        Parcel parcel = new Parcel("N5");
        parcel.registered();
        parcel.scanned(SubStatus.RETURNING);
        parcel.scanned(SubStatus.RETURN_SIGNED);

        awaitState(parcel, SettlementState.OWED);
        assertNothingMoreIsSent(parcel, 0);
    }

    @Test
    void repeatedAndOldRecordsChangeNothing() {
        Parcel parcel = new Parcel("N15");
        parcel.registered();
        TrackingEvent delivered = parcel.scanned(SubStatus.SIGNED);
        awaitState(parcel, SettlementState.ACKNOWLEDGED);
        List<String> history = ledger.historyOf(parcel.settlementId);

        parcel.registered();
        parcel.write(Topics.EVENTS, parcel.id.toString(), delivered);
        parcel.write(Topics.EVENTS, parcel.id.toString(), delivered);
        parcel.write(Topics.LATEST, parcel.id.toString(), parcel.shipment(ShipmentStatus.RETURNING, 0));
        parcel.write(Topics.LATEST, parcel.id.toString(), null);

        assertNothingMoreIsSent(parcel, 1);
        assertThat(ledger.historyOf(parcel.settlementId)).isEqualTo(history);
    }

    @Test
    void aReturnAfterTheUploadRaisesAnAlarmAndNoSecondUpload() {
        Parcel parcel = new Parcel("N16");
        parcel.registered();
        parcel.scanned(SubStatus.SIGNED);
        awaitState(parcel, SettlementState.ACKNOWLEDGED);

        parcel.scanned(SubStatus.RETURNING);

        awaitState(parcel, SettlementState.REVERSAL_ALERT);
        assertNothingMoreIsSent(parcel, 1);
    }

    @Test
    void aRefundStopsWhatWasNotSent() {
        Parcel parcel = new Parcel("N17");
        gateway.will(parcel.number, GatewayStandIn.Mode.NOT_FINAL);
        parcel.paid(Payment.State.REFUNDED);
        parcel.registered();
        parcel.scanned(SubStatus.SIGNED);

        awaitState(parcel, SettlementState.STOPPED);
        assertNothingMoreIsSent(parcel, 0);
    }

    @Test
    void aRefundOfAnotherAccountStopsNothing() {
        Parcel parcel = new Parcel("N45");
        parcel.paidAtAnotherAccount(Payment.State.REFUNDED);
        parcel.registered();
        parcel.scanned(SubStatus.SIGNED);

        awaitState(parcel, SettlementState.ACKNOWLEDGED);
    }

    @Test
    void whatWaymarkCannotSendIsHeldWithTheReason() {
        Parcel asiabill = new Parcel("N18");
        asiabill.registered("asiabill", "CREDIT_CARD", null);
        awaitState(asiabill, SettlementState.HELD);
        assertThat(ledger.reasonOf(asiabill.settlementId)).isEqualTo("no credentials for this account at asiabill");

        Parcel crosswalk = new Parcel("N19");
        crosswalk.registered("onerway", "STC_PAY", null);
        crosswalk.scanned(SubStatus.SIGNED);
        awaitState(crosswalk, SettlementState.ACKNOWLEDGED);
        assertThat(gateway.callsAbout("N19").get(0).body().path("carrierNo").asText())
                .isEqualTo("STO");
    }

    /** One payment is uploaded for one parcel; what else the second registration says counts all the same. */
    @Test
    void aNumberThatIsRegisteredUnderTwoCarriersIsTheFirstOnes() {
        Parcel parcel = new Parcel("N35");
        Parcel sameNumber = new Parcel("yto", "N35");
        parcel.registered();
        awaitState(parcel, SettlementState.OWED);

        sameNumber.registered();
        sameNumber.scanned(SubStatus.SIGNED);
        parcel.scanned(SubStatus.OUT_FOR_DELIVERY);
        assertNothingMoreIsSent(parcel, 0);
        parcel.scanned(SubStatus.SIGNED);

        awaitState(parcel, SettlementState.ACKNOWLEDGED);
        assertNothingMoreIsSent(parcel, 1);
    }

    @Test
    void aTransactionThatBecomesKnownLaterIsTheSamePayments() {
        Parcel parcel = new Parcel("sto", "N37", "asiabill", new TopicWriter(SharedKafka.bootstrapServers()));
        parcel.registeredByOrder();
        awaitState(parcel, SettlementState.HELD);
        parcel.completed();

        Settlement completed = publishedUntil(parcel, settlement -> settlement.transactionId() != null).stream()
                .map(record -> record.value())
                .reduce((first, last) -> last)
                .orElseThrow();
        parcel.paid(Payment.State.REFUNDED);

        assertThat(completed.transactionId()).isEqualTo(parcel.transaction);
        assertThat(completed.orderNo()).isEqualTo(parcel.transaction);
        awaitState(parcel, SettlementState.STOPPED);
    }

    @Test
    void whatIsPublishedSaysAllThatIsKnown() {
        Parcel parcel = new Parcel("N36");
        parcel.transactedAt(Instant.parse("2026-11-20T10:00:00Z"));
        parcel.paid(Payment.State.SUCCEEDED, "200.50", "SAR");
        parcel.registered();
        TrackingEvent delivered =
                parcel.scannedAt(SubStatus.SIGNED, Instant.now().truncatedTo(ChronoUnit.MILLIS));

        List<ConsumerRecord<String, Settlement>> published = publishedUntil(parcel, SettlementState.ACKNOWLEDGED);
        Settlement last = published.get(published.size() - 1).value();

        assertThat(last.carrier()).isEqualTo("sto");
        assertThat(last.deadline()).isEqualTo("2026-12-20T10:00:00Z");
        assertThat(last.amount()).isEqualByComparingTo("200.50");
        assertThat(last.currency()).isEqualTo("SAR");
        assertThat(last.evidence())
                .isEqualTo(new SettlementEvidence(
                        delivered.eventId(), delivered.recordedAt(), delivered.rule(), delivered.source()));
        assertThat(last.changes()).extracting(SettlementChange::cause).contains("REGISTERED", "SENDING", "ANSWER");
        assertThat(last.changes().get(last.changes().size() - 1).revision()).isEqualTo(last.revision());
        assertThat(last.attemptLog()).singleElement().satisfies(attempt -> {
            assertThat(attempt.attempt()).isEqualTo(1);
            assertThat(attempt.outcome()).isEqualTo("ACKNOWLEDGED");
            assertThat(attempt.requestDigest()).hasSize(64);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"settlement_change", "settlement_attempt"})
    void historyCannotBeRewritten(String table) {
        Parcel parcel = new Parcel("N22" + table);
        parcel.registered();
        parcel.scanned(SubStatus.SIGNED);
        awaitState(parcel, SettlementState.ACKNOWLEDGED);

        for (String sql : List.of(
                "update notifier.%s set settlement_id = settlement_id where settlement_id = ?",
                "delete from notifier.%s where settlement_id = ?")) {
            assertThatThrownBy(() -> ledger.update(sql.formatted(table), parcel.settlementId))
                    .hasMessageContaining("append-only");
        }
        assertThatThrownBy(() -> ledger.run("truncate notifier." + table)).hasMessageContaining("append-only");
    }
}
