package io.waymark.bench.webhook;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** The limit of the machine: posts the same bytes over and over, keeps nothing of what comes of it, and signs nothing. */
final class BareClient {

    private final WebClient client;
    private final String url;
    private final Buffer body;
    private final AtomicInteger left;
    private final CountDownLatch done;

    private BareClient(WebClient client, String url, String body, int count) {
        this.client = client;
        this.url = url;
        this.body = Buffer.buffer(body);
        this.left = new AtomicInteger(count);
        this.done = new CountDownLatch(count);
    }

    /** How many are answered in a second, so many at a time. */
    static double perSecond(Vertx vertx, String url, String body, int count, int parallel) throws InterruptedException {
        WebClientOptions options = new WebClientOptions(new HttpClientOptions().setMaxPoolSize(parallel));
        BareClient bare = new BareClient(WebClient.create(vertx, options), url, body, count);
        long begun = System.nanoTime();
        for (int i = 0; i < parallel; i++) {
            bare.next();
        }
        bare.done.await();
        return count * 1e9 / (System.nanoTime() - begun);
    }

    private void next() {
        if (left.getAndDecrement() > 0) {
            client.postAbs(url)
                    .putHeader("content-type", "application/json")
                    .sendBuffer(body)
                    .onComplete(answered -> {
                        done.countDown();
                        next();
                    });
        }
    }
}
