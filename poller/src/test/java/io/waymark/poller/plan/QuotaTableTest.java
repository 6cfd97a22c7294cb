package io.waymark.poller.plan;

import static io.waymark.carriers.ProviderId.KUAIDI100;
import static io.waymark.carriers.ProviderId.STO;
import static io.waymark.carriers.ProviderId.THIRTYPOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.carriers.ProviderId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaTableTest {

    private static Quotas table(Map<ProviderId, Speed> speeds, Map<String, String> settings) {
        return QuotaTable.of(
                CsvRows.packed("provider-quotas.csv"), speeds, name -> Optional.ofNullable(settings.get(name)));
    }

    @Test
    void kuaidi100sQuotaIsTheOneOfItsDocumentation() {
        assertThat(table(Map.of(), Map.of()).of(KUAIDI100))
                .isEqualTo(new Quota(
                        KUAIDI100,
                        Duration.ofMinutes(30),
                        48,
                        Duration.ofDays(1),
                        Duration.ofHours(4),
                        4,
                        Duration.ofDays(31),
                        Duration.ofMinutes(35),
                        true,
                        20,
                        40));
    }

    @Test
    void whatAProviderDoesNotHaveIsNone() {
        Quotas quotas = table(Map.of(), Map.of());

        assertThat(quotas.of(THIRTYPOST).subscriptions()).isZero();
        assertThat(quotas.of(THIRTYPOST).pushInterval()).isZero();
        assertThat(quotas.of(STO).subscriptions()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void anOperatorsSettingsTakeTheirPlaces() {
        Quotas quotas = table(
                Map.of(),
                Map.of(
                        "sto.rate", "2.5",
                        "sto.burst", "7",
                        "sto.gap", "PT1H",
                        "sto.most", "9",
                        "sto.push-interval", "PT2H"));

        assertThat(quotas.of(STO))
                .extracting(Quota::rate, Quota::burst, Quota::gap, Quota::most, Quota::pushInterval)
                .containsExactly(2.5, 7, Duration.ofHours(1), 9, Duration.ofHours(2));
        assertThat(quotas.of(KUAIDI100)).isEqualTo(table(Map.of(), Map.of()).of(KUAIDI100));
    }

    @Test
    void aSandboxsDurationsAreShorterAndItsRateIsTheSame() {
        Quotas quotas = table(Map.of(KUAIDI100, new Speed(1000)), Map.of());

        assertThat(quotas.speed(KUAIDI100)).isEqualTo(1000);
        assertThat(quotas.speed(STO)).isEqualTo(1);
        assertThat(quotas.of(KUAIDI100).gap()).isEqualTo(Duration.ofMillis(1800));
        assertThat(quotas.of(KUAIDI100).window()).isEqualTo(Duration.ofMillis(86_400));
        assertThat(quotas.of(KUAIDI100).subscribeAgainAfter()).isEqualTo(Duration.ofMillis(2100));
        assertThat(quotas.of(KUAIDI100).rate()).isEqualTo(20);
        assertThat(quotas.of(STO).gap()).isEqualTo(Duration.ofMinutes(10));
    }

    @ParameterizedTest
    @CsvSource({"rate,0", "rate,-1", "rate,fast", "burst,0", "most,0", "gap,-PT1M", "gap,30", "push-interval,-PT1H"})
    void aSettingWithWhichNothingCouldBeAskedIsRefused(String name, String value) {
        assertThatThrownBy(() -> table(Map.of(), Map.of("kuaidi100." + name, value)))
                .isInstanceOf(RuntimeException.class);
    }
}
