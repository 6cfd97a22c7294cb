package io.waymark.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VaultClientTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final List<String> asked = new ArrayList<>();
    private HttpServer vault;
    private int status = 200;
    private String token = "a-token\n"; // as a file may end
    private String answer = "{\"data\": {\"plaintext\": \"" + KEY + "\"}}";

    @BeforeEach
    void startVault() throws IOException {
        vault = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vault.createContext("/", call -> {
            asked.add(call.getRequestMethod() + " " + call.getRequestURI() + " "
                    + call.getRequestHeaders().getFirst("X-Vault-Token") + " "
                    + new String(call.getRequestBody().readAllBytes(), UTF_8));
            byte[] body = answer.getBytes(UTF_8);
            call.sendResponseHeaders(status, body.length);
            call.getResponseBody().write(body);
            call.close();
        });
        vault.start();
    }

    @AfterEach
    void stopVault() {
        vault.stop(0);
    }

    @Test
    void aKeyThatVaultEncryptedIsDecryptedByIt() {
        Sealing byVault = configured("2026-11:vault:v1:abc");
        Sealed sealed = byVault.seal(new byte[] {1}, "c");

        assertThat(Sealing.of(List.of("2026-11:" + KEY)).open(sealed.bytes(), requireNonNull(sealed.key()), "c"))
                .containsExactly(1);
        assertThat(asked).containsExactly("POST /v1/transit/decrypt/waymark a-token {\"ciphertext\":\"vault:v1:abc\"}");
    }

    @Test
    void whatIsInClearIsNotShownToVault() {
        configured("2026-11:" + KEY);

        assertThat(asked).isEmpty();
    }

    @Test
    void aRefusalStopsTheStartAndQuotesNothing() {
        status = 403;
        answer = "{\"errors\": [\"permission denied for a-token\"]}";

        assertThatThrownBy(() -> configured("2026-11:vault:v1:abc"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Vault does not decrypt a master key: status 403");
    }

    @Test
    void anAnswerWithoutAKeyStopsTheStart() {
        answer = "{}";

        assertThatThrownBy(() -> configured("2026-11:vault:v1:abc"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Vault's answer has no plaintext");
    }

    @Test
    void aTokenThatCannotBeSentStopsTheStartAndIsNotQuoted() {
        token = "a-token\nanother";

        assertThatThrownBy(() -> configured("2026-11:vault:v1:abc"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("waymark.sealing.vault.token cannot be sent in a header")
                .hasNoCause();
        assertThat(asked).isEmpty();
    }

    private Sealing configured(String keys) {
        Map<String, String> settings = Map.of(
                "waymark.sealing.keys",
                keys,
                "waymark.sealing.vault.url",
                "http://localhost:" + vault.getAddress().getPort() + "/",
                "waymark.sealing.vault.token",
                token,
                "waymark.sealing.vault.key",
                "waymark");
        return Sealing.configured(name -> Optional.ofNullable(settings.get(name)));
    }
}
