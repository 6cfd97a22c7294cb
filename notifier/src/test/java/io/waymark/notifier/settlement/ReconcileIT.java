package io.waymark.notifier.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waymark.contract.GatewayView;
import io.waymark.contract.Settlement;
import io.waymark.contract.SettlementState;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** AsiaBill's own record is read back after each upload, until both see the parcel as delivered. */
@QuarkusTest
@TestProfile(ReconcileIT.Soon.class)
class ReconcileIT extends SandboxCases {

    /** So soon after the upload that a test can wait for it. */
    public static final class Soon extends BothGateways {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("waymark.reconcile.after", "PT1S");
            settings.put("waymark.reconcile.every", "PT1S");
            settings.put("waymark.reconcile.tick", "PT1S");
            return settings;
        }
    }

    @Inject
    MeterRegistry metrics;

    @Test
    void whatTheGatewaySeesAsWeDoIsReconciled() {
        Parcel parcel = parcel("asiabill", "RC1");
        gateways.says(parcel.transaction, "Delivered");

        delivered(parcel);

        awaitState(parcel, SettlementState.RECONCILED);
        assertThat(ledger.statesOf(parcel.settlementId)).endsWith("SENDING", "ACKNOWLEDGED", "RECONCILED");
        GatewayView view = viewOf(parcel, true);
        assertThat(view.trackingNumber()).isEqualTo(parcel.number);
        assertThat(view.rawStatus()).isEqualTo("Delivered");
    }

    @Test
    void aDifferenceIsTalliedAndLookedAtAgainUntilItIsGone() {
        Parcel parcel = parcel("asiabill", "RC2");
        gateways.says(parcel.transaction, "Exception");
        double before = differences();

        delivered(parcel);

        assertThat(viewOf(parcel, false).rawStatus()).isEqualTo("Exception");
        assertThat(ledger.stateOf(parcel.settlementId)).isEqualTo("ACKNOWLEDGED");
        await().atMost(PATIENCE)
                .until(() -> gateways.inquiriesAbout(parcel.transaction).size() >= 2);
        assertThat(differences()).as("told once").isEqualTo(before + 1);

        gateways.says(parcel.transaction, "Delivered");

        awaitState(parcel, SettlementState.RECONCILED);
        assertThat(viewOf(parcel, true).rawStatus()).isEqualTo("Delivered");
        assertThat(effectsOf(parcel)).containsExactly(true);
    }

    @Test
    void severalAreAskedForInOneCall() {
        List<Parcel> parcels = Stream.of("RC3", "RC4", "RC5")
                .map(number -> delivered(parcel("asiabill", number)))
                .toList();
        parcels.forEach(parcel -> viewOf(parcel, false));

        await().atMost(PATIENCE).untilAsserted(() -> {
            ledger.run(
                    """
                    update notifier.settlement set reconcile_at = now()
                    where tracking_number in ('RC3', 'RC4', 'RC5')""");
            assertThat(gateways.inquiriesAbout(parcels.get(0).transaction))
                    .anySatisfy(inquiry -> assertThat(inquiry.transactions())
                            .contains(parcels.get(1).transaction, parcels.get(2).transaction));
        });
        parcels.forEach(parcel -> gateways.says(parcel.transaction, "Delivered"));
        parcels.forEach(parcel -> awaitState(parcel, SettlementState.RECONCILED));
    }

    @Test
    void aReturnAfterTheUploadRaisesAnAlarmAndNoSecondUpload() {
        Parcel parcel = parcel("asiabill", "RC6");
        gateways.says(parcel.transaction, "Delivered");
        delivered(parcel);
        awaitState(parcel, SettlementState.RECONCILED);

        parcel.scanned(SubStatus.RETURNING);

        awaitState(parcel, SettlementState.REVERSAL_ALERT);
        parcel.scanned(SubStatus.RETURN_SIGNED);
        await().during(Duration.ofMillis(1500)).atMost(PATIENCE).untilAsserted(() -> assertThat(effectsOf(parcel))
                .containsExactly(true));
        assertThat(ledger.stateOf(parcel.settlementId)).isEqualTo("REVERSAL_ALERT");
    }

    @Test
    void aGatewayThatCannotBeAskedIsNotComparedWith() {
        Parcel parcel = parcel("onerway", "RC7");

        delivered(parcel);

        awaitState(parcel, SettlementState.ACKNOWLEDGED);
        assertThat(ledger.texts(
                        "select reconcile_at::text from notifier.settlement where settlement_id = ?",
                        parcel.settlementId))
                .containsOnlyNulls();
    }

    /** The gateway's side as it is published with the settlement. */
    private static GatewayView viewOf(Parcel parcel, boolean agrees) {
        String key = parcel.settlementId.toString();
        return new TopicReader(SharedKafka.bootstrapServers())
                        .readUntil(Topics.SETTLEMENTS, PATIENCE, records -> records.stream()
                                .anyMatch(record -> record.key().equals(key) && isSeen(record.value(), agrees)))
                        .stream()
                        .filter(record -> record.key().equals(key) && isSeen(record.value(), agrees))
                        .findFirst()
                        .orElseThrow()
                        .value()
                        .gatewayView();
    }

    private static boolean isSeen(Settlement settlement, boolean agrees) {
        return settlement.gatewayView() != null && settlement.gatewayView().agrees() == agrees;
    }

    private double differences() {
        Counter counter = metrics.find("settlement_differences")
                .tag("gateway", "asiabill")
                .counter();
        return counter == null ? 0 : counter.count();
    }
}
