package io.waymark.poller.plan;

import static io.waymark.carriers.ProviderId.KUAIDI100;
import static io.waymark.carriers.ProviderId.STO;
import static io.waymark.contract.ShipmentStatus.IN_TRANSIT;
import static io.waymark.contract.ShipmentStatus.OUT_FOR_DELIVERY;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.carriers.ProviderId;
import io.waymark.poller.plan.ExpectedSilence.Counted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpectedSilenceTest {

    private static final long LEAST = 50;

    private static Quota quotaOf(ProviderId provider) {
        return QuotaTable.of(CsvRows.packed("provider-quotas.csv"), Map.of(), name -> Optional.empty())
                .of(provider);
    }

    private static Counted gaps(long number, Duration length) {
        return new Counted(KUAIDI100, IN_TRANSIT, LogScale.bucket(length), number);
    }

    @Test
    void isTwiceTheProvidersIntervalUntilFiftyGapsAreKnown() {
        Duration day = Duration.ofDays(1);

        assertThat(ExpectedSilence.of(List.of(gaps(49, day)), LEAST).of(quotaOf(KUAIDI100), IN_TRANSIT))
                .isEqualTo(Duration.ofHours(8));
        assertThat(ExpectedSilence.of(List.of(gaps(49, day), gaps(1, day)), LEAST)
                        .of(quotaOf(KUAIDI100), IN_TRANSIT))
                .isBetween(day, day.plusHours(4));
    }

    @Test
    void isLearntOfEachProviderAndStatusAlone() {
        ExpectedSilence learnt = ExpectedSilence.of(List.of(gaps(1000, Duration.ofDays(2))), LEAST);

        assertThat(learnt.learnt(KUAIDI100, IN_TRANSIT)).isPresent();
        assertThat(learnt.learnt(KUAIDI100, OUT_FOR_DELIVERY)).isEmpty();
        assertThat(learnt.learnt(STO, IN_TRANSIT)).isEmpty();
    }

    @Test
    void isWhatNineteenOfTwentyGapsDoNotExceed() {
        ExpectedSilence learnt = ExpectedSilence.of(
                List.of(gaps(94, Duration.ofHours(1)), gaps(3, Duration.ofHours(6)), gaps(3, Duration.ofDays(3))),
                LEAST);

        assertThat(learnt.of(quotaOf(KUAIDI100), IN_TRANSIT)).isBetween(Duration.ofHours(6), Duration.ofHours(7));
    }

    @Test
    void isNeverLessThanTheGapThatTheProviderAsksFor() {
        ExpectedSilence learnt = ExpectedSilence.of(List.of(gaps(100, Duration.ofSeconds(3))), LEAST);

        assertThat(learnt.of(quotaOf(KUAIDI100), IN_TRANSIT)).isEqualTo(Duration.ofMinutes(30));
    }
}
