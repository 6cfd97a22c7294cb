package io.waymark.console.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever reads a stream may go at any time, before there is an answer too. */
class StreamEndTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<RoutingContext> calls = new LinkedBlockingQueue<>();
    private final AtomicInteger ends = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void thereIsAServer() {
        Router router = Router.router(vertx);
        router.get().handler(calls::add);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void thereIsNone() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whoGoesWhileItIsAnsweredIsGoneOnce() throws Exception {
        RoutingContext call;
        try (Socket reader = reader()) {
            call = call();
            StreamHandler.atEnd(call, ends::incrementAndGet);
            assertThat(ends).hasValue(0);
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(ends).hasValue(1));
    }

    /** Nobody tells of that end any more. */
    @Test
    void whoWasGoneBeforeTheAnswerIsGoneOnceToo() throws Exception {
        RoutingContext call;
        try (Socket reader = reader()) {
            call = call();
        }
        await().atMost(SOON).until(() -> call.response().closed());

        StreamHandler.atEnd(call, ends::incrementAndGet);

        assertThat(ends).hasValue(1);
    }

    private RoutingContext call() throws InterruptedException {
        RoutingContext call = calls.poll(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(call).isNotNull();
        return call;
    }

    private Socket reader() throws IOException {
        Socket reader = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        reader.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return reader;
    }
}
