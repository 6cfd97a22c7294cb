package io.waymark.sealing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Decrypts master keys by the transit engine of HashiCorp Vault or OpenBao: {@code POST /v1/transit/decrypt/{key}} with
 * {@code {"ciphertext": "vault:v1:…"}}, which answers {@code {"data": {"plaintext": Base64}}}. What was encrypted there
 * is the 32 bytes.
 *
 * @see <a href="https://developer.hashicorp.com/vault/api-docs/secret/transit#decrypt-data">Transit, decrypt data, read
 *     2026-11-23</a>
 */
final class VaultClient implements UnaryOperator<String> {

    private static final String PREFIX = "vault:";
    private static final String SETTINGS = "waymark.sealing.vault.";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Function<String, Optional<String>> settings;

    private VaultClient(Function<String, Optional<String>> settings) {
        this.settings = settings;
    }

    /** Where it finds Vault is asked when the first key is encrypted. */
    static VaultClient configured(Function<String, Optional<String>> settings) {
        return new VaultClient(settings);
    }

    @Override
    public String apply(String key) {
        return key.startsWith(PREFIX) ? decrypted(key) : key;
    }

    private String decrypted(String ciphertext) {
        try {
            HttpResponse<byte[]> answer = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(request(ciphertext), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("Vault does not decrypt a master key: status " + answer.statusCode());
            }
            return plaintext(JSON.readTree(answer.body()));
        } catch (IOException e) {
            throw new IllegalStateException("Vault does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private HttpRequest request(String ciphertext) throws IOException {
        URI where = URI.create(setting("url").replaceFirst("/+$", "") + "/v1/transit/decrypt/" + setting("key"));
        HttpRequest.Builder request = HttpRequest.newBuilder(where)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(Map.of("ciphertext", ciphertext))));
        String token = setting("token");
        try {
            return request.header("X-Vault-Token", token).build();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(SETTINGS + "token cannot be sent in a header"); // e quotes the token
        }
    }

    private static String plaintext(JsonNode answer) {
        JsonNode plaintext = answer.path("data").path("plaintext");
        if (!plaintext.isTextual()) {
            throw new IllegalStateException("Vault's answer has no plaintext");
        }
        return plaintext.textValue();
    }

    private String setting(String name) {
        return settings.apply(SETTINGS + name)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException(
                        SETTINGS + name + " is not configured, but a master key is encrypted by Vault"));
    }
}
