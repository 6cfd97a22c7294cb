package io.waymark.poller.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.HttpAnswer;
import io.waymark.protocol.HttpCall;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client against a real HTTP server that behaves as providers do on bad days. */
class CarrierClientIT {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 1000;

    private record Limits(Duration connectTimeout, Duration answerTimeout, int maxAnswerBytes)
            implements CarrierCallsConfig {}

    private final Vertx vertx = Vertx.vertx();
    private final CarrierClient client =
            new CarrierClient(vertx, new Limits(Duration.ofSeconds(1), Duration.ofMillis(500), MOST_BYTES));
    private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        vertx.closeAndAwait();
    }

    private void answers(String path, int status, byte[] body) {
        server.createContext(path, exchange -> {
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private HttpAnswer send(String path) {
        return send("http://localhost:" + server.getAddress().getPort() + "/base", path);
    }

    private HttpAnswer send(String url, String path) {
        HttpCall call = HttpCall.form(url + path, Map.of("a", "中 +"));
        return Uni.createFrom()
                .<HttpAnswer>emitter(emitter -> vertx.getOrCreateContext()
                        .runOnContext(() -> client.send(call).subscribe().with(emitter::complete, emitter::fail)))
                .await()
                .atMost(PATIENCE);
    }

    private void fails(CarrierError error, Runnable call) {
        assertThatExceptionOfType(CarrierException.class).isThrownBy(call::run).satisfies(e -> assertThat(e.error())
                .isEqualTo(error));
    }

    @Test
    void sendsTheCallAsDescribed() {
        answers("/base/poll", 200, "ok".getBytes(UTF_8));

        assertThat(send("/poll").text()).isEqualTo("ok");
        assertThat(seen)
                .containsExactly("POST /base/poll application/x-www-form-urlencoded; charset=UTF-8 a=%E4%B8%AD+%2B");
    }

    @Test
    void bringsFailuresOfHttpAsAnswers() {
        answers("/base/poll", 503, "x".getBytes(UTF_8));

        assertThat(send("/poll").status()).isEqualTo(503);
    }

    @Test
    void followsNoRedirect() {
        answers("/base/poll", 302, new byte[0]);
        answers("/elsewhere", 200, "stolen".getBytes(UTF_8));

        assertThat(send("/poll").status()).isEqualTo(302);
        assertThat(seen).hasSize(1);
    }

    @Test
    void takesAnAnswerOfTheLongestLength() {
        answers("/base/poll", 200, new byte[MOST_BYTES]);

        assertThat(send("/poll").body()).hasSize(MOST_BYTES);
    }

    @Test
    void dropsAnAnswerThatIsTooLong() {
        answers("/base/poll", 200, new byte[MOST_BYTES + 1]);

        fails(CarrierError.MALFORMED, () -> send("/poll"));
    }

    @Test
    void cutsOffAnAnswerThatNeverBegins() {
        server.createContext("/base/poll", exchange -> await());

        fails(CarrierError.TIMEOUT, () -> send("/poll"));
    }

    @Test
    void cutsOffAnAnswerThatNeverEnds() {
        server.createContext("/base/poll", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            OutputStream body = exchange.getResponseBody();
            body.write(1);
            body.flush();
            await();
        });

        fails(CarrierError.TIMEOUT, () -> send("/poll"));
    }

    @Test
    void findsNobodyThere() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        fails(CarrierError.UNREACHABLE, () -> send("http://localhost:" + port, "/poll"));
    }

    @Test
    void seesAConnectionThatIsReset() {
        server.createContext("/base/poll", exchange -> {
            throw new IOException("closes the connection");
        });

        fails(CarrierError.UNAVAILABLE, () -> send("/poll"));
    }

    @Test
    void survivesAUrlThatIsNone() {
        fails(CarrierError.UNREACHABLE, () -> send("no url at all", "/poll"));
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
