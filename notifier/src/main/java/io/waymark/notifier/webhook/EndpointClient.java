package io.waymark.notifier.webhook;

import static io.waymark.webhooks.StandardWebhookSignature.ID;
import static io.waymark.webhooks.StandardWebhookSignature.SIGNATURE;
import static io.waymark.webhooks.StandardWebhookSignature.TIMESTAMP;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import io.waymark.notifier.webhook.Reply.Outcome;
import io.waymark.webhooks.EndpointUrl;
import io.waymark.webhooks.PublicAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * The one way out to merchants' endpoints, whose URLs strangers choose. A host's name is looked up once for an attempt, all
 * its addresses must be public ({@link PublicAddress}), and one of those very addresses is called, with the name kept for
 * {@code Host} and TLS: what a name stands for a moment later is of no effect. Follows no redirects, decompresses nothing, and
 * of an answer reads {@link #MOST_READ} bytes at most, to be forgotten.
 *
 * <p>Never fails: whatever happens is a {@link Reply}, within the time for a look-up, a connection and an answer. Errors of the
 * network are known by their kind alone: their messages hold addresses.
 */
@ApplicationScoped
class EndpointClient {

    /** Bytes of an answer; what has more is cut off. */
    static final int MOST_READ = 16 * 1024;

    private static final String AGENT = "Waymark-Webhooks/1";

    /** Looks up a name. */
    @FunctionalInterface
    interface Names {
        List<InetAddress> addressesOf(String host) throws UnknownHostException;
    }

    /** The name was looked up, and must not be called. */
    private static final class ForbiddenAddressException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Vertx vertx;
    private final WorkerExecutor lookups;
    private final HttpClient http;
    private final Names names;
    private final WebhookConfig config;
    private final Clock clock;

    @Inject
    EndpointClient(Vertx vertx, WebhookConfig config, Clock clock) {
        this(vertx, config, clock, host -> List.of(InetAddress.getAllByName(host)), new HttpClientOptions());
    }

    EndpointClient(Vertx vertx, WebhookConfig config, Clock clock, Names names, HttpClientOptions options) {
        this.vertx = vertx;
        this.config = config;
        this.clock = clock;
        this.names = names;
        this.lookups = vertx.createSharedWorkerExecutor("webhook-names", config.parallel());
        this.http = vertx.createHttpClient(
                options.setMaxPoolSize(config.parallel()) // endpoints behind one host do not wait for each other
                        .setConnectTimeout((int) config.connectTimeout().toMillis())
                        .setKeepAliveTimeout(30)
                        .setTracingPolicy(TracingPolicy.IGNORE)); // endpoints are told nothing of our traces
    }

    /**
     * Sends a message.
     *
     * @param signature the value of the header
     * @param at the time that is signed
     */
    Uni<Reply> send(String url, String webhookId, Instant at, String signature, String body) {
        if (EndpointUrl.problemOf(url, config.allowPrivate()).isPresent()) {
            return Uni.createFrom().item(Reply.none(Outcome.FORBIDDEN_ADDRESS));
        }
        URI target = URI.create(URI.create(url).toASCIIString());
        return address(target.getHost())
                .chain(address -> http.request(options(target, address)
                        .putHeader(ID, webhookId)
                        .putHeader(TIMESTAMP, Long.toString(at.getEpochSecond()))
                        .putHeader(SIGNATURE, signature)))
                .chain(request -> exchange(request, body))
                .onFailure()
                .recoverWithItem(failure -> Reply.none(outcome(failure)));
    }

    /**
     * Looking up blocks, and may take long: it has threads of its own, one for each attempt that may be under way. One that
     * took too long is of no use, but its attempt ends only with it: a thread that hangs is a place that is taken.
     */
    private Uni<InetAddress> address(String host) {
        return lookups.executeBlocking(
                () -> {
                    long begun = System.nanoTime();
                    List<InetAddress> addresses = names.addressesOf(unbracketed(host));
                    if (System.nanoTime() - begun > config.connectTimeout().toNanos()) {
                        throw new TimeoutException();
                    }
                    if (!config.allowPrivate()
                            && !addresses.stream().allMatch(address -> PublicAddress.is(address.getAddress()))) {
                        throw new ForbiddenAddressException();
                    }
                    return addresses.get(0);
                },
                false);
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private RequestOptions options(URI target, InetAddress address) {
        boolean tls = "https".equalsIgnoreCase(target.getScheme());
        int port = target.getPort() >= 0 ? target.getPort() : tls ? 443 : 80;
        String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(unbracketed(target.getHost()))
                .setPort(port)
                .setSsl(tls)
                .setURI(target.getRawQuery() == null ? path : path + "?" + target.getRawQuery())
                .setConnectTimeout(config.connectTimeout().toMillis())
                .putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", AGENT);
    }

    private Uni<Reply> exchange(HttpClientRequest request, String body) {
        return request.send(Buffer.buffer(body.getBytes(StandardCharsets.UTF_8)))
                .ifNoItem()
                .after(config.timeout())
                .fail()
                .onFailure()
                .invoke(() -> request.reset())
                .map(response -> reply(request, response));
    }

    /** The status is the answer. What follows it is read, so that the connection can be used again, but not for long. */
    private Reply reply(HttpClientRequest request, HttpClientResponse response) {
        long deadline = vertx.setTimer(config.timeout().toMillis(), timer -> request.reset());
        int[] read = {0};
        response.exceptionHandler(failure -> vertx.cancelTimer(deadline));
        response.endHandler(() -> vertx.cancelTimer(deadline));
        response.handler(chunk -> {
            read[0] += chunk.length();
            if (read[0] > MOST_READ) {
                vertx.cancelTimer(deadline);
                request.reset();
            }
        });
        return Reply.of(response.statusCode(), RetryAfter.of(response.getHeader("Retry-After"), clock.instant()));
    }

    private static Outcome outcome(Throwable failure) {
        if (failure instanceof ForbiddenAddressException) {
            return Outcome.FORBIDDEN_ADDRESS;
        }
        return failure instanceof TimeoutException ? Outcome.TIMEOUT : Outcome.UNREACHABLE;
    }
}
