package io.waymark.notifier.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.gateways.Moment;
import io.waymark.gateways.Preparation;
import io.waymark.gateways.Preparation.Impossible;
import io.waymark.gateways.Preparation.Obstacle;
import io.waymark.gateways.Preparation.Ready;
import io.waymark.gateways.Upload;
import io.waymark.gateways.onerway.Onerway;
import io.waymark.protocol.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccountsTest {

    private static final AccountName SHARED = new AccountName("onerway", "");
    private static final AccountName OWN = new AccountName("onerway", "shop2");
    private static final Settings SETTINGS = new Settings(Map.of(
            "url",
            List.of("http://localhost:1"),
            "merchant-no",
            List.of("1"),
            "secret",
            List.of("s"),
            "logistics-path",
            List.of("/logistics")));
    private static final Accounts ACCOUNTS = new Accounts(
            Map.of(
                    SHARED, new Onerway().account(SETTINGS).orElseThrow(),
                    OWN, new Onerway().account(SETTINGS).orElseThrow()),
            Map.of(SHARED, Set.of(), OWN, Set.of("shop2")));

    private static Preparation prepare(AccountName account, String merchant) {
        return ACCOUNTS.prepare(
                account,
                merchant,
                new Upload("14844", null, "sto", "STO", "773", null),
                new Moment(Instant.EPOCH, "1"));
    }

    @Test
    void anAccountIsForEverybodyUnlessItSaysForWhom() {
        assertThat(prepare(SHARED, "shop1")).isInstanceOf(Ready.class);
        assertThat(prepare(OWN, "shop2")).isInstanceOf(Ready.class);
    }

    @Test
    void nobodyUsesTheAccountOfAnother() {
        assertThat(prepare(OWN, "shop1"))
                .isInstanceOfSatisfying(Impossible.class, impossible -> assertThat(impossible.obstacle())
                        .isEqualTo(Obstacle.NO_CREDENTIALS));
    }

    @Test
    void anAccountThatIsNotConfiguredCannotBeUsed() {
        assertThat(prepare(new AccountName("onerway", "shop3"), "shop3")).isInstanceOf(Impossible.class);
    }
}
