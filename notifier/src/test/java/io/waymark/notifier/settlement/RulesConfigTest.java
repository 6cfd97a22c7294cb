package io.waymark.notifier.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesConfigTest {

    private static final String HEADER =
            "gateway,paymentMethod,proof,subStatuses,evidence,hold,goods,instalments,needsFinalPayment,deadline\n";
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration READ = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(longs = {1, 13})
    void aLeaseThatAnAttemptCouldOutliveStopsTheStart(long seconds) {
        assertThatIllegalStateException()
                .isThrownBy(() -> RulesConfig.checkLease(Duration.ofSeconds(seconds), CONNECT, READ))
                .withMessage("WAYMARK_SETTLEMENT_LEASE is PT" + seconds + "S; it must be longer than"
                        + " WAYMARK_GATEWAY_CONNECT_TIMEOUT (PT3S) and WAYMARK_GATEWAY_READ_TIMEOUT (PT10S) together");
    }

    @Test
    void aLeaseLongerThanBothTimeOutsIsFine() {
        assertThatCode(() -> RulesConfig.checkLease(Duration.ofMillis(13_001), CONNECT, READ))
                .doesNotThrowAnyException();
    }

    private static SettlementConfig withPolicy(Path file) {
        return new SmallRyeConfigBuilder()
                .withMapping(SettlementConfig.class)
                .withDefaultValue("waymark.settlement.policy-file", file.toString())
                .build()
                .getConfigMapping(SettlementConfig.class);
    }

    @Test
    void aPolicyFileReplacesRowsOfTheShippedOne(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.csv"), HEADER + "onerway,*,PICKUP,*,*,PT9H,*,yes,yes,-\n");

        PolicyTable policy = RulesConfig.policy(withPolicy(file));

        assertThat(policy.ruleOf("onerway", "VISA", Set.of()).hold()).isEqualTo(Duration.ofHours(9));
        assertThat(policy.ruleOf("asiabill", "VISA", Set.of()).hold()).isZero();
    }

    @Test
    void aPolicyFileThatIsWrongStopsTheStartWithItsLine(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.csv"), HEADER + "onerway,*,PICKUP,*,*,soon,*,yes,yes,-\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RulesConfig.policy(withPolicy(file)))
                .withMessageStartingWith(file + " line 2: ");
    }

    @Test
    void aPolicyFileThatIsNotThereStopsTheStart(@TempDir Path folder) {
        assertThatThrownBy(() -> RulesConfig.policy(withPolicy(folder.resolve("none.csv"))))
                .isInstanceOf(UncheckedIOException.class);
    }
}
