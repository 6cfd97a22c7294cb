package io.waymark.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.mutiny.core.Vertx;
import io.waymark.notifier.webhook.EndpointClient.Names;
import io.waymark.notifier.webhook.Reply.Outcome;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is called, and what is not, over TLS and by names that the test makes up. */
class EndpointClientTest {

    private static final String NAME = "hooks.example.com";
    private static final char[] PASSWORD = "changeit".toCharArray();

    private static final List<String> hosts = new CopyOnWriteArrayList<>();
    private static final Vertx vertx = Vertx.vertx();
    private static HttpsServer server;
    private static Path keys;

    private final List<String> lookedUp = new ArrayList<>();

    @BeforeAll
    static void listen(@TempDir Path directory) throws Exception {
        keys = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + NAME,
                        "-ext",
                        "san=dns:" + NAME,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context()));
        server.createContext("/", exchange -> {
            hosts.add(exchange.getRequestHeaders().getFirst("Host") + " " + exchange.getRequestURI());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    private static SSLContext context() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(keys)) {
            store.load(file, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @AfterAll
    static void stop() {
        server.stop(0);
        vertx.closeAndAwait();
    }

    /** The names exist nowhere but here: what is called is the address that was looked at. */
    @Test
    void theVeryAddressThatWasLookedAtIsCalledUnderItsName() {
        EndpointClient client = client(true, "127.0.0.1");

        Reply reply = send(client, "https://" + NAME + ":" + port() + "/hooks?shop=1");

        assertThat(reply).isEqualTo(Reply.of(204, Duration.ZERO));
        assertThat(lookedUp).containsExactly(NAME);
        assertThat(hosts).contains(NAME + ":" + port() + " /hooks?shop=1");
    }

    @Test
    void aNameIsLookedUpAgainAtEachAttempt() {
        EndpointClient client = client(true, "127.0.0.1");

        send(client, "https://" + NAME + ":" + port() + "/twice");
        send(client, "https://" + NAME + ":" + port() + "/twice");

        assertThat(lookedUp).hasSize(2);
    }

    @Test
    void aCertificateIsForTheNameAndNotForTheAddress() {
        EndpointClient client = client(true, "127.0.0.1");

        Reply reply = send(client, "https://other.example.com:" + port() + "/other");

        assertThat(reply).isEqualTo(Reply.none(Outcome.UNREACHABLE));
        assertThat(hosts).noneMatch(host -> host.endsWith("/other"));
    }

    /** A name that was public when the endpoint was made, and now leads inside. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.0.0.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "::1",
                "fd00:ec2::254",
                "fe80::1",
                "64:ff9b::7f00:1",
                "::ffff:127.0.0.1",
                "8.8.8.8,127.0.0.1",
                "2606:4700:4700::1111,10.0.0.1"
            })
    void aNameOfWhichAnyAddressIsInsideIsNotCalled(String addresses) {
        EndpointClient client = client(false, addresses.split(","));

        assertThat(send(client, "https://" + NAME + ":8443/inside")).isEqualTo(Reply.none(Outcome.FORBIDDEN_ADDRESS));
        assertThat(lookedUp).hasSize(1);
        assertThat(hosts).noneMatch(host -> host.endsWith("/inside"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://hooks.example.com/", "https://hooks.example.com:22/", "https://127.0.0.1/", "nonsense"})
    void aUrlThatMayNoLongerBeAnEndpointIsNotEvenLookedUp(String url) {
        EndpointClient client = client(false, "8.8.8.8");

        assertThat(send(client, url)).isEqualTo(Reply.none(Outcome.FORBIDDEN_ADDRESS));
        assertThat(lookedUp).isEmpty();
    }

    /** More of them than there used to be threads. */
    @Test
    void namesThatAreLookedUpForLongDelayNoOther() {
        CompletableFuture<Void> hanging = new CompletableFuture<>();
        EndpointClient client = client(Map.of("waymark.webhook.allow-private", "true"), host -> {
            if (host.startsWith("dead")) {
                hanging.join();
            }
            return named(host, "127.0.0.1");
        });

        try {
            IntStream.range(0, 100)
                    .mapToObj(i -> "https://dead" + i + ".example.com/")
                    .forEach(dead -> client.send(dead, "id", Instant.EPOCH, "v1,x", "{}")
                            .subscribe()
                            .with(reply -> {}));

            assertThat(send(client, "https://" + NAME + ":" + port() + "/well"))
                    .isEqualTo(Reply.of(204, Duration.ZERO));
        } finally {
            hanging.complete(null);
        }
    }

    /** For it holds a thread, and must go on holding a place. */
    @Test
    void anAttemptWhoseNameIsLookedUpForTooLongEndsWithTheLookUp() {
        CompletableFuture<Void> hanging = new CompletableFuture<>();
        EndpointClient client = client(
                Map.of("waymark.webhook.allow-private", "true", "waymark.webhook.connect-timeout", "PT0.1S"), host -> {
                    hanging.join();
                    return named(host, "127.0.0.1");
                });

        CompletableFuture<Reply> reply = client.send(
                        "https://" + NAME + ":" + port() + "/slow", "id", Instant.EPOCH, "v1,x", "{}")
                .subscribeAsCompletionStage();

        await().during(Duration.ofMillis(500)).until(() -> !reply.isDone());
        hanging.complete(null);
        assertThat(reply).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(Reply.none(Outcome.TIMEOUT));
        assertThat(hosts).noneMatch(host -> host.endsWith("/slow"));
    }

    @Test
    void aNameThatDoesNotExistIsUnreachable() {
        EndpointClient client = client(true);

        assertThat(send(client, "https://" + NAME + "/")).isEqualTo(Reply.none(Outcome.UNREACHABLE));
    }

    private static int port() {
        return server.getAddress().getPort();
    }

    private static Reply send(EndpointClient client, String url) {
        return client.send(url, "id", Instant.EPOCH, "v1,x", "{}").await().atMost(Duration.ofSeconds(20));
    }

    private EndpointClient client(boolean allowPrivate, String... addresses) {
        return client(
                Map.of("waymark.webhook.allow-private", Boolean.toString(allowPrivate)),
                host -> named(host, addresses));
    }

    private static EndpointClient client(Map<String, String> settings, Names names) {
        WebhookConfig config = new SmallRyeConfigBuilder()
                .withMapping(WebhookConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(WebhookConfig.class);
        HttpClientOptions trusting = new HttpClientOptions()
                .setTrustOptions(new PfxOptions().setPath(keys.toString()).setPassword(new String(PASSWORD)));
        return new EndpointClient(vertx, config, Clock.systemUTC(), names, trusting);
    }

    private List<InetAddress> named(String host, String... addresses) throws UnknownHostException {
        synchronized (lookedUp) {
            lookedUp.add(host);
        }
        if (addresses.length == 0) {
            throw new UnknownHostException(host);
        }
        List<InetAddress> named = new ArrayList<>();
        for (String address : addresses) {
            named.add(InetAddress.getByName(address));
        }
        return named;
    }
}
