package io.waymark.notifier.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.Payment;
import io.waymark.contract.Settlement;
import io.waymark.contract.SettlementState;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A deadline comes near, and passes, without any fact arriving. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@QuarkusTestResource(GatewayResource.class)
class DeadlineIT extends LedgerCases {

    private static final Duration DEADLINE = Duration.ofDays(30);

    @Inject
    MeterRegistry metrics;

    @Test
    void aRowIsFlaggedWhenItsDeadlinePassesAndStillSent() {
        Parcel parcel = new Parcel("N30");
        Parcel inTime = new Parcel("N31");
        parcel.transactedAt(Instant.now().minus(DEADLINE).plusSeconds(6));
        inTime.transactedAt(Instant.now().minus(Duration.ofDays(3)));
        parcel.registered();
        inTime.registered();
        awaitState(parcel, SettlementState.OWED);
        awaitState(inTime, SettlementState.OWED);
        assertThat(overdue(parcel)).isEqualTo("f");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(overdue(parcel)).isEqualTo("t"));

        assertThat(overdue(inTime)).isEqualTo("f");
        assertThat(causes(inTime)).containsExactly("REGISTERED");
        assertThat(reasons(parcel))
                .containsExactly("the gateway's deadline is 1 days away or less", "the gateway's deadline has passed");
        assertThat(published(parcel)).satisfies(settlement -> {
            assertThat(settlement.state()).isEqualTo(SettlementState.OWED);
            assertThat(settlement.revision()).isEqualTo(3);
        });

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        onerways("settlements_overdue").gauge().value())
                .isPositive());

        long taken = onerways("settlement_upload").timer().count();
        parcel.scanned(SubStatus.SIGNED);
        awaitState(parcel, SettlementState.ACKNOWLEDGED);
        assertThat(reasons(parcel)).hasSize(2);
        assertThat(onerways("settlement_upload").timer().count()).isGreaterThan(taken);
    }

    @Test
    void aNearDeadlineIsToldOfOnceAndCounted() {
        Parcel parcel = new Parcel("N33");
        parcel.transactedAt(Instant.now().minus(DEADLINE).plus(Duration.ofDays(6)));
        double before = alarms("7");
        parcel.registered();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(reasons(parcel))
                .containsExactly("the gateway's deadline is 7 days away or less"));

        assertThat(alarms("7")).isEqualTo(before + 1);
        await().during(Duration.ofSeconds(3)).atMost(PATIENCE).untilAsserted(() -> assertThat(causes(parcel))
                .containsOnlyOnce("DEADLINE"));
    }

    @Test
    void whatWaitsIsAddedUpByGatewayStateAndCause() {
        Parcel held = new Parcel("nocode", "N34");
        held.registered("onerway", "STC_PAY", null);
        held.paid(Payment.State.SUCCEEDED, "200.50", "SAR");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(held("settlements_waiting")).isPositive());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(held("settlements_waiting_amount", "currency", "SAR"))
                .isEqualTo(200.5));
    }

    private double held(String gauge, String... more) {
        return metrics
                .find(gauge)
                .tags("gateway", "onerway", "state", "HELD", "cause", "UNKNOWN_CARRIER")
                .tags(more)
                .gauges()
                .stream()
                .mapToDouble(Gauge::value)
                .sum();
    }

    private double alarms(String days) {
        return metrics.find("settlement_deadline_alarms").tags("days", days).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private List<String> reasons(Parcel parcel) {
        return ledger.texts(
                "select reason from notifier.settlement_change where settlement_id = ? and cause = 'DEADLINE'"
                        + " order by revision",
                parcel.settlementId);
    }

    @Test
    void aTransactionBeyondTheCalendarHasNoDeadline() {
        Parcel parcel = new Parcel("N32");
        parcel.transactedAt(Instant.parse("+999999998-01-01T00:00:00Z"));
        parcel.registered();

        awaitState(parcel, SettlementState.OWED);
    }

    private String overdue(Parcel parcel) {
        return ledger.texts("select overdue from notifier.settlement where settlement_id = ?", parcel.settlementId)
                .get(0);
    }

    private List<String> causes(Parcel parcel) {
        return ledger.texts(
                "select cause from notifier.settlement_change where settlement_id = ? order by revision",
                parcel.settlementId);
    }

    /** The first record that tells of it. */
    private static Settlement published(Parcel parcel) {
        return new TopicReader(SharedKafka.bootstrapServers())
                        .readUntil(Topics.SETTLEMENTS, PATIENCE, records -> records.stream()
                                .anyMatch(record -> isFlagged(parcel, record.value())))
                        .stream()
                        .map(record -> record.value())
                        .filter(settlement -> isFlagged(parcel, settlement))
                        .findFirst()
                        .orElseThrow();
    }

    private static boolean isFlagged(Parcel parcel, Settlement settlement) {
        return settlement.settlementId().equals(parcel.settlementId) && settlement.overdue();
    }

    private RequiredSearch onerways(String metric) {
        return metrics.get(metric).tag("gateway", "onerway");
    }
}
