package io.waymark.poller.watch;

import static io.waymark.contract.Tracking.AUTO;
import static io.waymark.contract.Tracking.NONE;
import static io.waymark.contract.Tracking.PULL;
import static io.waymark.contract.Tracking.PUSH;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.carriers.ProviderId;
import io.waymark.contract.Goods;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Tracking;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WantedWatchTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    private static Registration registration(String merchant, Tracking tracking, @Nullable String phone, Instant at) {
        return new Registration(
                merchant,
                null,
                "from " + merchant,
                null,
                phone,
                tracking,
                List.of(),
                Goods.PHYSICAL,
                false,
                null,
                null,
                null,
                List.of(),
                at);
    }

    private static WantedWatch wanted(String carrier, Registration... registrations) {
        return WantedWatch.of(
                new RegisteredShipment(ShipmentId.of(carrier, "N1"), carrier, "N1", List.of(registrations), 4));
    }

    static Stream<Arguments> together() {
        return Stream.of(
                Arguments.of(List.of(AUTO), AUTO),
                Arguments.of(List.of(PUSH, PUSH), PUSH),
                Arguments.of(List.of(PULL, NONE), PULL),
                Arguments.of(List.of(PUSH, PULL), AUTO),
                Arguments.of(List.of(PULL, AUTO), AUTO),
                Arguments.of(List.of(NONE, NONE), NONE));
    }

    @ParameterizedTest
    @MethodSource("together")
    void followsSoThatEverybodyIsServed(List<Tracking> each, Tracking all) {
        Registration[] registrations = each.stream()
                .map(tracking -> registration("acme", tracking, null, NOON))
                .toArray(Registration[]::new);

        assertThat(wanted("yto", registrations).tracking()).isEqualTo(all);
    }

    @Test
    void whoFirstWantsItFollowedIsBilledAndEachDetailIsOfTheFirstWhoGaveIt() {
        WantedWatch wanted = wanted(
                "yto",
                registration("looks", NONE, "1", NOON.plusSeconds(1)),
                registration("first", PULL, null, NOON.plusSeconds(2)),
                registration("second", PULL, "2", NOON));

        assertThat(wanted.merchantId()).isEqualTo("first");
        assertThat(wanted.origin()).isEqualTo("from first");
        assertThat(wanted.destination()).isNull();
        assertThat(wanted.phone()).isEqualTo("2");
        assertThat(wanted.registeredAt()).isEqualTo(NOON.plusSeconds(2));
        assertThat(wanted.revision()).isEqualTo(4);
    }

    @Test
    void theCarriersOwnProviderIsAskedBeforeOneThatSpeaksForMany() {
        assertThat(Stream.of("sto", "thirtypost", "yto")
                        .map(carrier -> wanted(carrier, registration("acme", AUTO, null, NOON))
                                .provider()))
                .containsExactly(ProviderId.STO, ProviderId.THIRTYPOST, ProviderId.KUAIDI100);
    }

    @Test
    void personalDataStayOutOfLogs() {
        assertThat(wanted("yto", registration("acme", AUTO, "13488888888", NOON)))
                .asString()
                .doesNotContain("13488888888")
                .doesNotContain("from acme");
    }
}
