package io.waymark.notifier.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.core.Vertx;
import io.waymark.protocol.HttpCall;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many calls a gateway gets, while it answers and while it does not. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class GuardedClientIT {

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private record Settings(int rate, Map<String, Integer> rates) implements GatewayConfig {

        @Override
        public Duration connectTimeout() {
            return Duration.ofSeconds(3);
        }

        @Override
        public Duration readTimeout() {
            return Duration.ofSeconds(3);
        }

        @Override
        public int parallel() {
            return 8;
        }

        @Override
        public int breakerCalls() {
            return 3;
        }

        @Override
        public Duration breakerPause() {
            return PAUSE;
        }
    }

    /** Moves on when the test says so. */
    private static final class TestClock extends Clock {

        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @Inject
    Vertx vertx;

    private final TestClock clock = new TestClock();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile int status = 200;
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            exchange.sendResponseHeaders(status, 2);
            exchange.getResponseBody().write("{}".getBytes(UTF_8));
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private GuardedClient client(Settings settings) {
        return new GuardedClient(new GatewayClient(vertx, settings), settings, clock, metrics);
    }

    private Exchange call(GuardedClient client, String gateway) {
        HttpCall call = new HttpCall(
                HttpCall.Method.POST,
                "http://localhost:" + server.getAddress().getPort() + "/",
                Map.of(),
                "{}".getBytes(UTF_8));
        return client.send(gateway, call).await().atMost(PATIENCE);
    }

    private double openness(String gateway) {
        return metrics.get("gateway_breaker_open")
                .tag("gateway", gateway)
                .gauge()
                .value();
    }

    @Test
    void noMoreCallsBeginThanTheGatewayIsConfiguredFor() {
        GuardedClient client = client(new Settings(100, Map.of("onerway", 5)));
        long begun = System.nanoTime();
        int granted = 0;
        for (int i = 0; i < 1000; i++) {
            granted += client.permits("onerway", 8);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;

        assertThat(granted).isBetween(5, 5 + (int) Math.ceil(5 * seconds));
        assertThat(client.permits("asiabill", 60)).as("the other's measure").isEqualTo(60);
    }

    @Test
    void permitsThatAreNotUsedComeBack() {
        GuardedClient client = client(new Settings(1, Map.of("onerway", 1)));
        assertThat(client.permits("onerway", 1)).isEqualTo(1);

        client.giveBack("onerway", 1);

        assertThat(client.permits("onerway", 1)).isEqualTo(1);
    }

    @Test
    void aGatewayThatDoesNotAnswerIsLeftAloneAndTriedAfterEachPause() {
        GuardedClient client = client(new Settings(1000, Map.of()));
        status = 500;
        for (int i = 0; i < 3; i++) {
            assertThat(call(client, "onerway")).isInstanceOf(Exchange.Answered.class);
        }
        assertThat(openness("onerway")).isEqualTo(1);
        assertThat(openness("asiabill")).isEqualTo(0);
        assertThat(client.permits("onerway", 8)).isZero();
        assertThat(client.permits("asiabill", 8)).isEqualTo(8);

        clock.now = clock.now.plus(PAUSE);

        assertThat(client.permits("onerway", 8)).as("to find out").isEqualTo(1);
        assertThat(client.permits("onerway", 8)).isZero();
    }

    @Test
    void aCallThatIsMadeAllTheSameIsNotSent() {
        GuardedClient client = client(new Settings(1000, Map.of()));
        status = 500;
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(call(client, "onerway"))
                .isEqualTo(new Exchange.NotSent("gateway paused")));
        assertThat(calls.get()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void aGatewayThatAnswersAgainGetsItsCalls() {
        GuardedClient client = client(new Settings(1000, Map.of()));
        status = 500;
        for (int i = 0; i < 3; i++) {
            call(client, "onerway");
        }
        status = 200;

        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(call(client, "onerway")).isInstanceOf(Exchange.Answered.class);
            assertThat(openness("onerway")).isEqualTo(0);
        });

        assertThat(client.permits("onerway", 8)).isEqualTo(8);
    }

    /** "Not yet" is an answer: it says nothing against the gateway. */
    @Test
    void aRefusalIsAnAnswer() {
        GuardedClient client = client(new Settings(1000, Map.of()));
        status = 400;
        for (int i = 0; i < 6; i++) {
            call(client, "onerway");
        }

        assertThat(openness("onerway")).isEqualTo(0);
        assertThat(calls.get()).isEqualTo(6);
    }
}
