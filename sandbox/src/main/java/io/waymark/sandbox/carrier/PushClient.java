package io.waymark.sandbox.carrier;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.Objects;
import java.util.function.Predicate;

/** Sends pushes and reads whether they were acknowledged. */
final class PushClient {

    private static final int CONNECT_MILLIS = 3_000;
    private static final int CONNECTIONS = 32;
    private static final long ANSWER_MILLIS = 10_000;

    private final WebClient client;
    private final Predicate<JsonObject> acknowledges;

    /** @param acknowledges whether a JSON answer is the one that the provider wants to see */
    PushClient(Vertx vertx, Predicate<JsonObject> acknowledges) {
        this.client = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setMaxPoolSize(CONNECTIONS)
                        .setFollowRedirects(false)
                        .setUserAgentEnabled(false));
        this.acknowledges = acknowledges;
    }

    /** Whether it was acknowledged: HTTP 200 with the right answer in time. Never fails. */
    Future<Boolean> send(Outgoing push) {
        return client.postAbs(push.url())
                .timeout(ANSWER_MILLIS)
                .putHeader("content-type", push.contentType())
                .sendBuffer(Buffer.buffer(push.body()))
                .map(this::isAcknowledged)
                .otherwise(false);
    }

    private boolean isAcknowledged(HttpResponse<Buffer> answer) {
        try {
            return answer.statusCode() == 200
                    && acknowledges.test(Objects.requireNonNullElseGet(answer.bodyAsJsonObject(), JsonObject::new));
        } catch (DecodeException | ClassCastException e) {
            return false; // not JSON, or not of the right types
        }
    }
}
