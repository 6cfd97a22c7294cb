package io.waymark.notifier.gateway;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import io.waymark.gateways.GatewayAnswer;
import io.waymark.gateways.Gateways;
import io.waymark.protocol.HttpCall;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The one way out to the gateways. Tells apart what was never sent from what was sent and not answered, for the first
 * may be repeated without a thought. Follows no redirects. Never fails: whatever happens is an {@link Exchange}.
 *
 * <p>An answer over {@link #MAX_ANSWER_BYTES} is cut off and counts as none.
 */
@ApplicationScoped
public class GatewayClient {

    /** Answers of gateways are a few hundred bytes; more is not for us. */
    public static final int MAX_ANSWER_BYTES = 64 * 1024;

    private final HttpClient http;
    private final Duration connectTimeout;
    private final Duration readTimeout;

    GatewayClient(Vertx vertx, GatewayConfig config) {
        connectTimeout = config.connectTimeout();
        readTimeout = config.readTimeout();
        http = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(connections(config))
                .setConnectTimeout((int) connectTimeout.toMillis())
                .setTracingPolicy(TracingPolicy.IGNORE)); // gateways are told nothing of our traces
    }

    /** Gateways behind one address do not wait for each other, nor uploads for what reads records back. */
    private static int connections(GatewayConfig config) {
        return (config.parallel() + 1) * Gateways.ALL.size();
    }

    /** Makes the call. Completes within the connect time-out plus the read time-out. */
    public Uni<Exchange> send(HttpCall call) {
        return Uni.createFrom()
                .deferred(() -> http.request(options(call)))
                .onItemOrFailure()
                .transformToUni((request, failure) -> failure == null
                        ? exchange(request, call.body())
                        : Uni.createFrom().item(new Exchange.NotSent(kind(failure))));
    }

    /** The time-out of the request counts all that comes before it is sent: names, connection, handshake, a free place. */
    private RequestOptions options(HttpCall call) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(call.method().name()))
                .setAbsoluteURI(call.url())
                .setConnectTimeout(connectTimeout.toMillis());
        call.headers().forEach(options::putHeader);
        return options;
    }

    private Uni<Exchange> exchange(HttpClientRequest request, byte[] body) {
        return request.send(Buffer.buffer(body))
                .chain(GatewayClient::answer)
                .ifNoItem()
                .after(readTimeout)
                .fail()
                .onFailure()
                .invoke(() -> request.reset())
                .onFailure()
                .recoverWithItem(failure -> new Exchange.NoAnswer(kind(failure)));
    }

    private static Uni<Exchange> answer(HttpClientResponse response) {
        return Uni.createFrom().emitter(emitter -> {
            Buffer body = Buffer.buffer();
            response.exceptionHandler(emitter::fail);
            response.endHandler(() -> emitter.complete(new Exchange.Answered(
                    new GatewayAnswer(response.statusCode(), headers(response), body.getBytes()))));
            response.handler(chunk -> {
                if (body.length() + chunk.length() > MAX_ANSWER_BYTES) {
                    emitter.fail(new IllegalStateException("answer too large"));
                } else {
                    body.appendBuffer(chunk);
                }
            });
        });
    }

    private static Map<String, String> headers(HttpClientResponse response) {
        Map<String, String> headers = new HashMap<>();
        response.headers().forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        return headers;
    }

    /** Messages of network errors hold addresses; their class says enough. */
    private static String kind(Throwable failure) {
        return failure.getClass().getSimpleName();
    }
}
