package io.waymark.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.waymark.contract.WebhookEndpoint;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EndpointKeysTest {

    private static final UUID ENDPOINT = UUID.fromString("6f0d4f62-1a56-4f0e-9a55-0f3b1c2d4e5f");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final EndpointKeys keys = new EndpointKeys(List.of("new master", "old master"));

    @Test
    void theDerivationNeverChanges() {
        EndpointKey key = new EndpointKeys(List.of("quickstart-webhook-secret")).shown(ENDPOINT, 1);

        assertThat(key.secret()).isEqualTo("whsec_XPcruZqq5EBl5GTETCWGMShU/qrnbBV+0f+CvPks09Q=");
        assertThat(key.publicKey()).isEqualTo("whpk_MEBX+nydVPLwkpjtacLNYe87lFoNqd2aso0c7s4K+Fs=");
    }

    @Test
    void aSecretHas32Bytes() {
        String secret = keys.shown(ENDPOINT, 1).secret();

        assertThat(secret).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(secret.substring("whsec_".length())))
                .hasSize(32);
    }

    @Test
    void keysDifferByMasterEndpointAndVersion() {
        Set<String> secrets = new HashSet<>();
        Set<String> publicKeys = new HashSet<>();
        for (String master : List.of("one", "two")) {
            for (UUID endpoint : List.of(ENDPOINT, new UUID(0, 1))) {
                for (int version : new int[] {1, 2, 11}) {
                    EndpointKey key = new EndpointKeys(List.of(master)).shown(endpoint, version);
                    secrets.add(key.secret());
                    publicKeys.add(key.publicKey());
                }
            }
        }

        assertThat(secrets).hasSize(12);
        assertThat(publicKeys).hasSize(12);
    }

    @Test
    void theNewestKeySignsAloneUnlessThereIsAnOverlap() {
        assertThat(secrets(endpoint(3, null))).containsExactly(of("new master", 3), of("old master", 3));
        assertThat(secrets(endpoint(3, NOW))).containsExactly(of("new master", 3), of("old master", 3));
    }

    @Test
    void theKeyBeforeItSignsTooUntilItsTime() {
        assertThat(secrets(endpoint(3, NOW.plusSeconds(1))))
                .containsExactly(of("new master", 3), of("old master", 3), of("new master", 2), of("old master", 2));
    }

    @Test
    void thereIsNoKeyBeforeTheFirst() {
        assertThat(secrets(endpoint(1, NOW.plusSeconds(1)))).hasSize(2);
    }

    @Test
    void masterSecretsAreThereAndNotBlank() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EndpointKeys(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new EndpointKeys(List.of("master", " ")));
    }

    @Test
    void aKeyDoesNotTellItsSecret() {
        EndpointKey key = keys.shown(ENDPOINT, 1);

        assertThat(key.toString()).doesNotContain(key.secret().substring("whsec_".length()));
    }

    private List<String> secrets(WebhookEndpoint endpoint) {
        return keys.signing(endpoint, NOW).stream().map(EndpointKey::secret).toList();
    }

    private static String of(String master, int version) {
        return new EndpointKeys(List.of(master)).shown(ENDPOINT, version).secret();
    }

    private static WebhookEndpoint endpoint(int version, @Nullable Instant previousKeyUntil) {
        return new WebhookEndpoint(
                ENDPOINT, "merchant", "https://example.com/", Set.of(), true, version, previousKeyUntil, NOW, 1);
    }
}
