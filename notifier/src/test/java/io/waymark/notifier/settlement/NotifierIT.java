package io.waymark.notifier.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.Payment;
import io.waymark.contract.Settlement;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

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
        String key = parcel.settlementId.toString();
        return new TopicReader(SharedKafka.bootstrapServers())
                        .readUntil(Topics.SETTLEMENTS, PATIENCE, records -> records.stream()
                                .anyMatch(record -> record.key().equals(key)
                                        && record.value().state() == state))
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

    @Test
    void historyCannotBeRewritten() {
        Parcel parcel = new Parcel("N22");
        parcel.registered();
        awaitState(parcel, SettlementState.OWED);

        assertThatThrownBy(() -> ledger.update(
                        "update notifier.settlement_change set reason = 'x' where settlement_id = ?",
                        parcel.settlementId))
                .hasMessageContaining("append-only");
    }
}
