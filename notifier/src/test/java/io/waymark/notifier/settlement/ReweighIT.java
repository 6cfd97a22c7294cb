package io.waymark.notifier.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.SettlementState;
import io.waymark.contract.SubStatus;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What kept a settlement back is mended, and no fact arrives. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@QuarkusTestResource(GatewayResource.class)
class ReweighIT extends LedgerCases {

    @Inject
    ReweighScheduler reweigh;

    @Test
    void aCarrierThatHasACodeNowIsNoLongerHeld() throws SQLException {
        Parcel parcel = new Parcel("nocode", "RW1");
        parcel.registered("onerway", "STC_PAY", null);
        parcel.scanned(SubStatus.SIGNED);
        awaitState(parcel, SettlementState.HELD);
        assertNothingMoreIsSent(parcel, 0);

        giveTheCarrierACode(parcel.id.value());
        reweigh.start(null);

        awaitState(parcel, SettlementState.ACKNOWLEDGED);
        assertThat(gateway.callsAbout(parcel.number)).hasSize(1);
    }

    /** Only the scan's words are changed in the database: that stands for a policy that accepts them. */
    @Test
    void aDeliveryThatThePolicyAcceptsNowIsNoLongerOwed() throws SQLException {
        Parcel parcel = new Parcel("RW2");
        parcel.registered();
        parcel.scanned(SubStatus.SIGNED_BY_PROXY);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ledger.texts(
                        "select reason from notifier.settlement where settlement_id = ?", parcel.settlementId))
                .singleElement()
                .asString()
                .startsWith("not accepted"));

        assertThat(ledger.update(
                        "update notifier.scan_fact set sub_status = 'SIGNED' where shipment_id = ?", parcel.id.value()))
                .isEqualTo(1);
        reweigh.start(null);

        awaitState(parcel, SettlementState.ACKNOWLEDGED);
    }

    /** Stands for a row that the operator adds to the crosswalk. */
    private void giveTheCarrierACode(UUID shipmentId) throws SQLException {
        int changed = ledger.update(
                "update notifier.registration_fact set terms = replace(terms, '\"carrierCode\":null', '\"carrierCode\":\"NC\"')"
                        + " where shipment_id = ?",
                shipmentId);
        assertThat(changed).isEqualTo(1);
    }
}
