package io.waymark.notifier.settlement;

import static io.waymark.notifier.settlement.Samples.NOW;
import static io.waymark.notifier.settlement.Samples.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.GatewayView;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentStatus;
import io.waymark.gateways.Findings.GatewayRecord;
import io.waymark.notifier.settlement.LedgerState.Acknowledged;
import io.waymark.notifier.settlement.LedgerState.Reconciled;
import io.waymark.notifier.settlement.LedgerState.ReversalAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReconcileRulesTest {

    private static final ReconcileRules RULES =
            new ReconcileRules(Duration.ofMinutes(10), Duration.ofDays(1), Duration.ofDays(60));
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));

    private static Finding recorded(ShipmentStatus status, String rawStatus) {
        return new Finding(Finding.Kind.RECORDED, new GatewayRecord("2022", "773", status, rawStatus), "", rawStatus);
    }

    private static LedgerEntry compared(LedgerEntry entry, Finding finding, ShipmentStatus ours, String ourWord) {
        return RULES.compared(entry, finding, ours, ourWord, NOW);
    }

    @Test
    void whatWasAcknowledgedIsComparedSoonAfterwards() {
        assertThat(RULES.expected(entry(new Acknowledged()), NOW).state())
                .isEqualTo(new Acknowledged(NOW.plus(Duration.ofMinutes(10))));
    }

    @Test
    void bothSeeTheParcelDeliveredAndNothingIsLeftToCompare() {
        LedgerEntry after = compared(
                entry(new Acknowledged(NOW)),
                recorded(ShipmentStatus.DELIVERED, "delivered"),
                ShipmentStatus.DELIVERED,
                "Delivered");

        assertThat(after.state()).isEqualTo(new Reconciled(null));
        assertThat(after.particulars().view())
                .isEqualTo(new GatewayView("773", ShipmentStatus.DELIVERED, "delivered", NOW, true));
    }

    @Test
    void whileTheParcelMovesItIsComparedDaily() {
        LedgerEntry after = compared(
                entry(new Acknowledged(NOW)),
                recorded(ShipmentStatus.IN_TRANSIT, "InTransit"),
                ShipmentStatus.IN_TRANSIT,
                "InTransit");

        assertThat(after.state()).isEqualTo(new Reconciled(TOMORROW));
    }

    @Test
    void aGatewayThatSeesTheParcelElsewhereDiffers() {
        LedgerEntry after = compared(
                entry(new Reconciled(NOW)),
                recorded(ShipmentStatus.IN_TRANSIT, "InTransit"),
                ShipmentStatus.DELIVERED,
                "Delivered");

        assertThat(after.state()).isEqualTo(new Acknowledged(TOMORROW));
        assertThat(after.particulars().view()).extracting(GatewayView::agrees).isEqualTo(false);
    }

    @Test
    void aGatewayThatHasNothingOrAnotherNumberDiffers() {
        Finding nothing = new Finding(Finding.Kind.NOT_RECORDED, null, "", "");
        Finding other = new Finding(
                Finding.Kind.OTHER_NUMBER,
                new GatewayRecord("2022", "999", ShipmentStatus.DELIVERED, "Delivered"),
                "",
                "999");

        assertThat(compared(entry(new Acknowledged(NOW)), nothing, ShipmentStatus.DELIVERED, "Delivered")
                        .particulars()
                        .view())
                .isEqualTo(new GatewayView(null, null, "", NOW, false));
        assertThat(compared(entry(new Acknowledged(NOW)), other, ShipmentStatus.DELIVERED, "Delivered")
                        .particulars()
                        .view())
                .isEqualTo(new GatewayView("999", ShipmentStatus.DELIVERED, "Delivered", NOW, false));
    }

    @Test
    void aGatewayThatDoesNotSayChangesNothing() {
        LedgerEntry before = entry(new Acknowledged(NOW));

        assertThat(compared(
                        before, new Finding(Finding.Kind.UNTOLD, null, "", ""), ShipmentStatus.DELIVERED, "Delivered"))
                .isEqualTo(before);
    }

    @Test
    void whatWentBackMeanwhileIsNotCompared() {
        LedgerEntry before = entry(new ReversalAlert("the parcel went back after the upload"));

        assertThat(compared(
                        before, recorded(ShipmentStatus.DELIVERED, "Delivered"), ShipmentStatus.DELIVERED, "Delivered"))
                .isEqualTo(before);
    }

    @Test
    void someTimeAfterTheProofADifferenceStays() {
        Proof proof = new Proof(new UUID(0, 9), NOW.minus(Duration.ofDays(61)), "rule", "source");
        LedgerEntry after = compared(
                entry(new Acknowledged(NOW)).provenBy(proof, NOW),
                recorded(ShipmentStatus.EXCEPTION, "Exception"),
                ShipmentStatus.DELIVERED,
                "Delivered");

        assertThat(after.state()).isEqualTo(new Acknowledged(null));
        assertThat(after.state().name()).isEqualTo(SettlementState.ACKNOWLEDGED);
    }
}
