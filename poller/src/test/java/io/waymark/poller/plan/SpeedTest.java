package io.waymark.poller.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeedTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8090/kuaidi100",
                "http://127.0.0.1:8090",
                "http://127.1.2.3",
                "http://[::1]:8090/sto",
                "http://sandbox:8090/thirtypost"
            })
    void aSandboxIsAskedFaster(String address) {
        assertThat(Speed.of(1000, List.of(address)).factor()).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://poll.kuaidi100.com",
                "http://localhost.example.com",
                "http://127.0.0.1.example.com",
                "http://sandbox.sto.cn",
                "http://localhost@poll.kuaidi100.com/",
                "http://10.0.0.1",
                "localhost",
                "",
                "no address"
            })
    void aForeignHostNever(String address) {
        assertThat(Speed.of(1000, List.of(address))).isEqualTo(Speed.REAL);
    }

    @Test
    void oneForeignAddressAmongSeveralIsEnough() {
        assertThat(Speed.of(1000, List.of("http://localhost:8090", "http://www.kuaidi100.com")))
                .isEqualTo(Speed.REAL);
    }

    @Test
    void aProviderWithoutAnAddressHasTheRealOne() {
        assertThat(Speed.of(1000, List.of())).isEqualTo(Speed.REAL);
    }

    @Test
    void durationsAreShortenedAndLengthenedByIt() {
        Speed fast = new Speed(1000);

        assertThat(fast.toReal(Duration.ofMinutes(30))).isEqualTo(Duration.ofMillis(1800));
        assertThat(fast.toRules(Duration.ofMillis(1800))).isEqualTo(Duration.ofMinutes(30));
        assertThat(Speed.REAL.toReal(Duration.ofNanos(1))).isEqualTo(Duration.ofNanos(1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 0.5, Double.NaN, Double.POSITIVE_INFINITY})
    void nothingIsSlowerThanItIs(double factor) {
        assertThatThrownBy(() -> new Speed(factor)).isInstanceOf(IllegalArgumentException.class);
    }
}
