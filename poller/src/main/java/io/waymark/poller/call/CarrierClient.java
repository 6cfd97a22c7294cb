package io.waymark.poller.call;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.mutiny.core.Context;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.HttpAnswer;
import io.waymark.protocol.HttpCall;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.util.Objects;

/**
 * Sends calls to providers. An answer that is late is cut off, one that is too long is dropped; both, and every failure
 * of the network, are a {@link CarrierException}. Redirects are not followed: a key goes nowhere but to the provider.
 */
@ApplicationScoped
public class CarrierClient {

    /** Open connections per provider; more than the schedulers use at a time. */
    private static final int CONNECTIONS = 64;

    /** Calls that wait for one of them; one more is refused at once rather than made late. */
    private static final int WAITING = 64;

    /** Seconds that an unused connection is kept; less than servers do, so that none is used as the other end closes it. */
    private static final int KEEP_ALIVE = 10;

    private final HttpClient http;
    private final CarrierCallsConfig limits;

    CarrierClient(Vertx vertx, CarrierCallsConfig limits) {
        this.limits = limits;
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(limits.connectTimeout().toMillis()))
                .setKeepAliveTimeout(KEEP_ALIVE)
                .setMaxPoolSize(CONNECTIONS)
                .setMaxWaitQueueSize(WAITING)
                .setTracingPolicy(TracingPolicy.IGNORE)); // a trace would hold the whole URL; see ProviderClient
    }

    @PreDestroy
    void close() {
        http.closeAndForget();
    }

    /**
     * Makes one call, once. To be used on a Vert.x context, on which it also answers.
     *
     * @return whatever the provider answers, failures of HTTP included; fails with {@link CarrierException} if there is
     *     no answer
     */
    public Uni<HttpAnswer> send(HttpCall call) {
        Context context = Vertx.currentContext();
        return Uni.createFrom()
                .deferred(() -> http.request(options(call)))
                .onFailure()
                .transform(failure -> new CarrierException(
                        CarrierError.UNREACHABLE, failure.getClass().getSimpleName()))
                .chain(request -> exchange(request, Buffer.buffer(call.body())))
                .ifNoItem()
                .after(limits.connectTimeout().plus(limits.answerTimeout()))
                .fail()
                .onFailure(failure -> !(failure instanceof CarrierException))
                .transform(CarrierClient::explained)
                .emitOn(context::runOnContext);
    }

    private static RequestOptions options(HttpCall call) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(call.method().name()))
                .setAbsoluteURI(call.url());
        call.headers().forEach(options::putHeader);
        return options;
    }

    private Uni<HttpAnswer> exchange(HttpClientRequest request, Buffer body) {
        return request.send(body)
                .chain(this::read)
                .ifNoItem()
                .after(limits.answerTimeout())
                .fail()
                .onFailure()
                .invoke(() -> request.reset());
    }

    private Uni<HttpAnswer> read(HttpClientResponse response) {
        return response.toMulti()
                .collect()
                .in(ByteArrayOutputStream::new, this::append)
                .map(body -> new HttpAnswer(
                        response.statusCode(),
                        Objects.requireNonNullElse(response.getHeader(HttpHeaders.CONTENT_TYPE), ""),
                        body.toByteArray()));
    }

    private void append(ByteArrayOutputStream body, Buffer part) {
        if (body.size() + part.length() > limits.maxAnswerBytes()) {
            throw new CarrierException(CarrierError.MALFORMED, "too-long");
        }
        body.writeBytes(part.getBytes());
    }

    private static CarrierException explained(Throwable failure) {
        return failure instanceof TimeoutException
                ? new CarrierException(CarrierError.TIMEOUT, "no-answer")
                : new CarrierException(
                        CarrierError.UNAVAILABLE, failure.getClass().getSimpleName());
    }
}
