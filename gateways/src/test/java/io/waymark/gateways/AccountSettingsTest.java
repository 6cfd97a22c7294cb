package io.waymark.gateways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.waymark.gateways.onerway.Onerway;
import io.waymark.protocol.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountSettingsTest {

    private static final Gateway ONERWAY = new Onerway();
    private static final Map<String, String> SHOP = Map.of("url", "http://a", "merchant-no", "1", "secret", "s1");

    private static Map<String, Settings> accounts(Map<String, String> first, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(first);
        all.putAll(more);
        return AccountSettings.of(
                ONERWAY, key -> Optional.ofNullable(all.get(key.substring("waymark.onerway.".length()))));
    }

    @Test
    void oneAccountNeedsNoName() {
        Map<String, Settings> accounts = accounts(SHOP, Map.of());

        assertThat(accounts).containsOnlyKeys(AccountSettings.ONLY);
        assertThat(accounts.get(AccountSettings.ONLY).value("secret")).isEqualTo("s1");
    }

    @Test
    void aFurtherAccountSharesTheGatewayAndHasItsOwnCredentials() {
        Map<String, Settings> accounts =
                accounts(SHOP, Map.of("accounts", "shop2", "shop2.merchant-no", "2", "shop2.secret", "s2"));

        Settings second = accounts.get("shop2");
        assertThat(second.value("merchant-no")).isEqualTo("2");
        assertThat(second.value("secret")).isEqualTo("s2");
        assertThat(second.value("url")).isEqualTo("http://a");
        assertThat(second.value("logistics-path")).isEqualTo("/v1/txn/logistics");
        assertThat(accounts.get(AccountSettings.ONLY).value("secret")).isEqualTo("s1");
    }

    @Test
    void whatAnAccountSetsItselfGoesBeforeTheGateways() {
        Map<String, Settings> accounts = accounts(SHOP, Map.of("accounts", "shop2", "shop2.url", "http://b"));

        assertThat(accounts.get("shop2").value("url")).isEqualTo("http://b");
    }

    @Test
    void whoseAnAccountIsHoldsForThatAccountAlone() {
        Map<String, Settings> accounts =
                accounts(SHOP, Map.of("merchants", "shop1", "accounts", "shop2,shop3", "shop2.merchants", "shop2"));

        assertThat(accounts.get(AccountSettings.ONLY).all("merchants")).containsExactly("shop1");
        assertThat(accounts.get("shop2").all("merchants")).containsExactly("shop2");
        assertThat(accounts.get("shop3").all("merchants")).isEmpty();
    }

    @Test
    void noAccountBorrowsAnothersCredentials() {
        Map<String, Settings> accounts = accounts(SHOP, Map.of("accounts", "shop2", "shop2.merchant-no", "2"));

        assertThat(accounts.get("shop2").newest("secret")).isEmpty();
        assertThat(ONERWAY.account(accounts.get("shop2"))).isEmpty();
    }

    @Test
    void theOnlyNamedAccountIsMeantWhereNoneIsNamed() {
        Map<String, Settings> accounts = accounts(
                Map.of("url", "http://a"), Map.of("accounts", "shop2", "shop2.merchant-no", "2", "shop2.secret", "s2"));

        assertThat(accounts.get(AccountSettings.ONLY).value("secret")).isEqualTo("s2");
    }

    @Test
    void ofSeveralNamedAccountsNoneIsMeantWhereNoneIsNamed() {
        Map<String, Settings> accounts = accounts(
                Map.of("url", "http://a"),
                Map.of("accounts", "shop2,shop3", "shop2.merchant-no", "2", "shop2.secret", "s2"));

        assertThat(ONERWAY.account(accounts.get(AccountSettings.ONLY))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shop2", "shop 2", "-shop", "shop.2", "shop2,shop2"})
    void refusesNamesThatCannotBeOne(String names) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> accounts(SHOP, Map.of("accounts", names)))
                .withMessageContaining("waymark.onerway.accounts");
    }
}
