package io.waymark.notifier.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.Settlement;
import io.waymark.contract.SettlementState;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A deadline passes without any fact arriving. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@QuarkusTestResource(GatewayResource.class)
class OverdueIT extends LedgerCases {

    private static final Duration DEADLINE = Duration.ofDays(30);

    @Test
    void aRowIsFlaggedWhenItsDeadlinePassesAndStillSent() {
        Parcel parcel = new Parcel("N30");
        Parcel inTime = new Parcel("N31");
        parcel.transactedAt(Instant.now().minus(DEADLINE).plusSeconds(6));
        inTime.transactedAt(Instant.now().minus(DEADLINE).plusSeconds(400));
        parcel.registered();
        inTime.registered();
        awaitState(parcel, SettlementState.OWED);
        awaitState(inTime, SettlementState.OWED);
        assertThat(overdue(parcel)).isEqualTo("f");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(overdue(parcel)).isEqualTo("t"));

        assertThat(overdue(inTime)).isEqualTo("f");
        assertThat(causes(parcel)).containsExactly("REGISTERED", "DEADLINE");
        assertThat(published(parcel)).satisfies(settlement -> {
            assertThat(settlement.state()).isEqualTo(SettlementState.OWED);
            assertThat(settlement.revision()).isEqualTo(2);
        });

        parcel.scanned(SubStatus.SIGNED);
        awaitState(parcel, SettlementState.ACKNOWLEDGED);
        assertThat(causes(parcel)).containsOnlyOnce("DEADLINE");
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
}
