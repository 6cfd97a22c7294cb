package io.waymark.notifier.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.waymark.contract.SettlementState;
import io.waymark.contract.SubStatus;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicWriter;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests share in which the sandbox plays both gateways. */
abstract class SandboxCases {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Both gateways, short waits; records are not compared unless a test wants it. */
    public static class BothGateways implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("waymark.retry.ceiling", "PT1S", "waymark.reconcile.after", "PT1H");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(KafkaAndPostgresResource.class),
                    new TestResourceEntry(SandboxResource.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    @ConfigProperty(name = "sandbox.url")
    String url;

    @Inject
    DataSource database;

    SandboxView gateways;
    LedgerView ledger;

    @BeforeEach
    void open() {
        gateways = new SandboxView(url);
        ledger = new LedgerView(database);
    }

    @AfterEach
    void mend() {
        gateways.willBehave();
    }

    static Parcel parcel(String gateway, String number) {
        return new Parcel("sto", number, gateway, new TopicWriter(SharedKafka.bootstrapServers()));
    }

    /** Registers it and tells of its delivery. */
    static Parcel delivered(Parcel parcel) {
        parcel.registered();
        parcel.scanned(SubStatus.SIGNED);
        return parcel;
    }

    void awaitState(Parcel parcel, SettlementState state) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ledger.stateOf(parcel.settlementId))
                .isEqualTo(state.name()));
    }

    List<SandboxView.Upload> uploadsOf(Parcel parcel) {
        return gateways.uploadsOf(parcel.number);
    }

    /** Which of the uploads that reached the gateway took effect. */
    List<Boolean> effectsOf(Parcel parcel) {
        return uploadsOf(parcel).stream().map(SandboxView.Upload::tookEffect).toList();
    }
}
