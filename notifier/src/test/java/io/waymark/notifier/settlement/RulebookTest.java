package io.waymark.notifier.settlement;

import static io.waymark.notifier.settlement.Samples.NOW;
import static io.waymark.notifier.settlement.Samples.POLICY;
import static io.waymark.notifier.settlement.Samples.scan;
import static io.waymark.notifier.settlement.Samples.scans;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.Goods;
import io.waymark.contract.SettlementState;
import io.waymark.gateways.CarrierCrosswalk;
import io.waymark.gateways.onerway.Onerway;
import io.waymark.notifier.gateway.AccountName;
import io.waymark.notifier.gateway.Accounts;
import io.waymark.protocol.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulebookTest {

    private static final Settings ONERWAY = new Settings(Map.of(
            "url", List.of("http://localhost:1"),
            "logistics-path", List.of("/v1/txn/logistics"),
            "merchant-no", List.of("1"),
            "secret", List.of("s")));
    private static final Rulebook RULES = new Rulebook(
            POLICY,
            new Accounts(
                    Map.of(
                            new AccountName("onerway", ""),
                            new Onerway().account(ONERWAY).orElseThrow()),
                    Map.of()),
            CarrierCrosswalk.parse("carrier,onerway\nsto,STO"),
            new AttemptRules(
                    new RetrySchedule(Duration.ofSeconds(1), Duration.ofHours(6)),
                    Duration.ofMinutes(1),
                    Duration.ofHours(72)),
            new ReconcileRules(Duration.ofMinutes(10), Duration.ofDays(1), Duration.ofDays(60)));

    private static SettlementRow row(String gateway, Instant transactedAt) {
        RegistrationRow registration = new RegistrationRow();
        registration.shipmentId = new UUID(0, 2);
        registration.carrier = "sto";
        registration.trackingNumber = "773";
        Terms terms = new Terms(
                new UUID(0, 1),
                "default",
                gateway,
                "",
                "14844",
                "STC_PAY",
                null,
                null,
                null,
                Goods.PHYSICAL,
                false,
                transactedAt.atOffset(ZoneOffset.UTC));
        SettlementRow row = SettlementRow.of(terms, registration);
        row.write(LedgerEntry.NEW, NOW);
        return row;
    }

    @ParameterizedTest(name = "{0}, paid {1} days ago: {2}, overdue {3}")
    @CsvSource({"onerway , 29, ELIGIBLE, false", "onerway , 31, ELIGIBLE, true", "asiabill, 31, HELD    , false"})
    void pastTheGatewaysDeadlineARowIsFlaggedAndStillSent(
            String gateway, int daysAgo, SettlementState state, boolean overdue) {
        SettlementRow row = row(gateway, NOW.minus(Duration.ofDays(daysAgo)));

        LedgerEntry entry = RULES.evaluated(row, scans(scan(1, "SIGNED")), NOW);

        assertThat(entry.state().name()).isEqualTo(state);
        assertThat(entry.particulars().deadline().overdue()).isEqualTo(overdue);
    }

    @ParameterizedTest
    @CsvSource({"OWED", "ELIGIBLE", "HELD"})
    void aRowSaysWhatItsEntrySays(SettlementState state) {
        SettlementRow row = row(state == SettlementState.HELD ? "asiabill" : "onerway", NOW);
        LedgerEntry entry = RULES.evaluated(
                row, state == SettlementState.OWED ? scans() : scans(scan(1, "SIGNED")), NOW.plusSeconds(1));

        row.write(entry, NOW.plusSeconds(1));

        assertThat(row.entry()).isEqualTo(entry);
        assertThat(Publication.of(row).state()).isEqualTo(state);
    }
}
