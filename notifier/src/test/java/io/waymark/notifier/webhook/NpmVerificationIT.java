package io.waymark.notifier.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.SubStatus;
import io.waymark.contract.WebhookEndpoint;
import io.waymark.notifier.webhook.EndpointStandIn.Received;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.webhooks.EndpointKey;
import io.waymark.webhooks.EndpointKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The npm package {@code standardwebhooks}, pinned with its digests, takes what is sent. Skipped where there is no npm. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class NpmVerificationIT extends WebhookCases {

    private static final Path SOURCES = Path.of("src", "test", "resources", "npm");

    private record Ran(int status, String said) {}

    @TempDir
    Path directory;

    @Test
    void merchantsLibrariesVerifyWhatIsSent() throws Exception {
        installed();
        WebhookEndpoint endpoint = merchant.endpoint(endpoints.url("/hooks"));
        merchant.registers("NPM1");
        merchant.scanned("NPM1", 1, SubStatus.SIGNED);
        write(awaitReceived("/hooks", 1).get(0), endpoint);

        assertThat(run("node", "verify.js", ".").said()).isEqualTo("v1 shipment.event\nv1a true\n");

        Files.writeString(directory.resolve("body"), Files.readString(directory.resolve("body")) + " ");
        assertThat(run("node", "verify.js", ".").status()).isNotZero();
    }

    private void installed() throws Exception {
        for (String file : List.of("package.json", "package-lock.json", "verify.js")) {
            Files.copy(SOURCES.resolve(file), directory.resolve(file));
        }
        try {
            Ran installation = run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            assumeTrue(installation.status() == 0, "npm cannot be reached: " + installation.said());
        } catch (IOException e) {
            assumeTrue(false, "there is no npm: " + e.getMessage());
        }
    }

    private void write(Received received, WebhookEndpoint endpoint) throws IOException {
        EndpointKey key = new EndpointKeys(List.of("test-webhook-secret")).shown(endpoint.endpointId(), 1);
        Files.write(directory.resolve("body"), received.bytes());
        Files.writeString(directory.resolve("secret"), key.secret());
        Files.writeString(directory.resolve("publicKey"), key.publicKey());
        Map<String, String> headers = Map.of(
                "webhook-id", received.id(),
                "webhook-timestamp", received.header("webhook-timestamp"),
                "webhook-signature", received.header("webhook-signature"));
        new ObjectMapper().writeValue(directory.resolve("headers.json").toFile(), headers);
    }

    private Ran run(String... command) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Ran(process.exitValue(), Files.readString(output, UTF_8));
    }
}
