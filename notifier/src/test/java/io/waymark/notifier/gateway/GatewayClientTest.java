package io.waymark.notifier.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.mutiny.core.Vertx;
import io.waymark.protocol.HttpCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An attempt must end before its lease does, or two would be under way at one time. */
class GatewayClientTest {

    /** Far more than both time-outs, far less than what the transport would wait by itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Vertx vertx = Vertx.vertx();
    private final GatewayClient client = new GatewayClient(vertx, new ShortWaits());

    @AfterEach
    void close() {
        vertx.closeAndAwait();
    }

    private record ShortWaits() implements GatewayConfig {

        @Override
        public Duration connectTimeout() {
            return Duration.ofMillis(300);
        }

        @Override
        public Duration readTimeout() {
            return Duration.ofMillis(300);
        }

        @Override
        public int parallel() {
            return 1;
        }

        @Override
        public int rate() {
            return 100;
        }

        @Override
        public Map<String, Integer> rates() {
            return Map.of();
        }

        @Override
        public int breakerCalls() {
            return 10;
        }

        @Override
        public Duration breakerPause() {
            return Duration.ofSeconds(1);
        }
    }

    private Exchange sent(String url) {
        return client.send(HttpCall.json(url, "{}")).await().atMost(PATIENCE);
    }

    @Test
    void aHandshakeThatNeverEndsIsGivenUpBeforeAnythingIsSent() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            assertThat(sent("https://localhost:" + silent.getLocalPort() + "/v1/txn/logistics"))
                    .isInstanceOf(Exchange.NotSent.class);
        }
    }

    @Test
    void aGatewayThatSaysNothingLeavesTheOutcomeOpen() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            assertThat(sent("http://localhost:" + silent.getLocalPort() + "/v1/txn/logistics"))
                    .isInstanceOf(Exchange.NoAnswer.class);
        }
    }

    @Test
    void anAddressThatIsNoneSendsNothing() {
        assertThat(sent("htp:/ nowhere")).isInstanceOf(Exchange.NotSent.class);
    }
}
