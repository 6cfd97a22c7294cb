package io.waymark.sandbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsiaBillGuardTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private Instant now = NOON;
    private final AsiaBillGuard guard = new AsiaBillGuard(Map.of("12246002", "12H4567r"), () -> now);

    @Test
    void takesAnIdOnceWithinHalfAnHour() {
        assertThat(refusal(request("id"))).isEmpty();
        now = now.plus(Duration.ofMinutes(29));
        assertThat(refusal(request("id"))).contains(AsiaBillRefusal.L0004);
        assertThat(refusal(request("another"))).isEmpty();
        now = now.plus(Duration.ofMinutes(2));
        assertThat(refusal(request("id"))).isEmpty();
    }

    @Test
    void aForgedRequestUsesUpNoId() {
        assertThat(refusal(request("id").set("sign-info", "0".repeat(64)))).contains(AsiaBillRefusal.L0005);
        assertThat(refusal(request("id"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT10M, true", "-PT10M, true", "PT10M1S, false", "-PT10M1S, false"})
    void toleratesTenMinutes(Duration off, boolean fits) {
        MultiMap request = request("id");
        now = NOON.plus(off);

        assertThat(refusal(request)).isEqualTo(fits ? Optional.empty() : Optional.of(AsiaBillRefusal.L0003));
    }

    @ParameterizedTest
    @CsvSource({
        "gateway-no, 12246003, L0001",
        "gateway-no, '', L0001",
        "request-id, '', P0002",
        "request-id, 12345678901234567890123456789012345678901234567890123456789012345, P0002",
        "request-time, yesterday, L0003",
        "sign-info, '', L0005",
        "version, V1, L0005"
    })
    void refusesHeadersThatAreWrong(String name, String value, AsiaBillRefusal why) {
        assertThat(refusal(request("id").set(name, value))).contains(why);
    }

    private Optional<AsiaBillRefusal> refusal(MultiMap request) {
        return guard.admit(request, "", "{}").refusal();
    }

    private MultiMap request(String id) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("gateway-no", "12246002")
                .add("request-id", id)
                .add("request-time", Long.toString(now.toEpochMilli()));
        return headers.add(
                "sign-info", AsiaBillSignature.of(AsiaBillSignature.OF_REQUESTS, headers, "", "{}", "12H4567r"));
    }
}
