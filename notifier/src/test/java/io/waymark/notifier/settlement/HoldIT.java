package io.waymark.notifier.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.contract.TrackingEvent;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The hold between the delivering scan and the upload, with scans recorded when the test says. */
@QuarkusTest
@TestProfile(HoldIT.FourHours.class)
@QuarkusTestResource(KafkaAndPostgresResource.class)
@QuarkusTestResource(GatewayResource.class)
class HoldIT extends LedgerCases {

    /** The documented default. */
    public static final class FourHours implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("waymark.settlement.hold", "PT4H");
        }
    }

    private static final Duration HOLD = Duration.ofHours(4);

    @Test
    void nothingIsSentBeforeTheHoldHasPassed() {
        Parcel parcel = new Parcel("H1");
        parcel.registered();
        parcel.scannedAt(SubStatus.SIGNED, Instant.now());

        awaitState(parcel, SettlementState.ELIGIBLE);
        assertNothingMoreIsSent(parcel, 0);
    }

    @Test
    void theHoldCountsFromTheRecordingOfTheScan() {
        Parcel parcel = new Parcel("H2");
        parcel.registered();
        Instant recorded = Instant.now().minus(HOLD).plusSeconds(3);
        parcel.scannedAt(SubStatus.SIGNED, recorded);

        awaitState(parcel, SettlementState.ACKNOWLEDGED);

        assertThat(gateway.callsAbout(parcel.number).get(0).at()).isAfterOrEqualTo(recorded.plus(HOLD));
    }

    @Test
    void theHoldIsCheckedAgainWhenTheRowIsSent() throws Exception {
        Parcel parcel = new Parcel("H3");
        parcel.registered();
        parcel.scannedAt(SubStatus.SIGNED, Instant.now());
        awaitState(parcel, SettlementState.ELIGIBLE);

        ledger.update(
                "update notifier.settlement set next_attempt_at = now() where settlement_id = ?", parcel.settlementId);

        assertNothingMoreIsSent(parcel, 0);
        assertThat(ledger.stateOf(parcel.settlementId)).isEqualTo("ELIGIBLE");
    }

    @Test
    void theHoldStartsAgainAfterTheProofWasTakenBack() {
        Parcel parcel = new Parcel("H4");
        parcel.registered();
        TrackingEvent delivered = parcel.scannedAt(SubStatus.SIGNED, Instant.now());
        awaitState(parcel, SettlementState.ELIGIBLE);
        parcel.withdrawn(delivered, ShipmentStatus.OUT_FOR_DELIVERY);
        awaitState(parcel, SettlementState.OWED);
        parcel.scannedAt(SubStatus.SIGNED, Instant.now().minus(HOLD));

        awaitState(parcel, SettlementState.ELIGIBLE);
        assertNothingMoreIsSent(parcel, 0);
    }
}
