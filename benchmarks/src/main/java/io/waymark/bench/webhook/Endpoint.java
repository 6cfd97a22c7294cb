package io.waymark.bench.webhook;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A merchant's endpoint that takes everything at once. */
final class Endpoint implements AutoCloseable {

    private final Vertx vertx;
    private final HttpServer server;
    private final AtomicLong taken = new AtomicLong();
    private volatile long lastTakenNanos;
    private volatile @Nullable String body;

    Endpoint(Vertx vertx) {
        this.vertx = vertx;
        server = vertx.createHttpServer()
                .requestHandler(this::take)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    String url() {
        return "http://localhost:" + server.actualPort() + "/hooks";
    }

    long taken() {
        return taken.get();
    }

    /** A body as it was posted; null before the first. */
    @Nullable
    String body() {
        return body;
    }

    /**
     * Waits until it has taken so many in all.
     *
     * @return when it took the last one, on the clock of {@link System#nanoTime}
     */
    long await(long count, long withinSeconds) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(withinSeconds);
        while (taken.get() < count) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("only " + taken + " of " + count + " came");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return lastTakenNanos;
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(posted -> {
            body = posted.toString();
            lastTakenNanos = System.nanoTime();
            taken.incrementAndGet();
            request.response().setStatusCode(204).end();
        });
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
