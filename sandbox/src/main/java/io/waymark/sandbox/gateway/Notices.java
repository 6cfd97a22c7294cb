package io.waymark.sandbox.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.waymark.sandbox.http.Answers;
import io.waymark.sandbox.http.Orders;
import io.waymark.sandbox.journey.FaultMode;
import io.waymark.sandbox.journey.Faults;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Has the gateways tell of transactions when they are directed to. Whoever directs is answered with how the receiver
 * answered, once the last attempt is over.
 */
public final class Notices {

    private static final int CONNECT_MILLIS = 3_000;
    private static final long ANSWER_MILLIS = 10_000;

    /** Between two attempts; half an hour or so in life. */
    private static final long PAUSE_MILLIS = 200;

    /** As many as AsiaBill makes, the most patient. */
    private static final int MOST_ATTEMPTS = 15;

    private final Vertx vertx;
    private final WebClient client;
    private final Faults faults;

    /** One errand: a notice, and what has come of it so far. */
    private record Errand(Notice notice, JsonArray attempts, Promise<JsonArray> done) {}

    public Notices(Vertx vertx, Faults faults) {
        this.vertx = vertx;
        this.faults = faults;
        this.client = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setFollowRedirects(false)
                        .setUserAgentEnabled(false));
    }

    /**
     * Takes orders to tell.
     *
     * @param base where its callbacks are: {@code /callbacks/onerway} and {@code /callbacks/asiabill} below it
     */
    public void mount(Router router, String base, OnerwayNotices onerway, AsiaBillNotices asiaBill) {
        accept(router, "onerway", order -> onerway.of(base + "/callbacks/onerway", order));
        accept(router, "asiabill", order -> asiaBill.of(base + "/callbacks/asiabill", order));
    }

    private void accept(Router router, String gateway, Function<JsonObject, Notice> notices) {
        router.post("/sandbox/gateways/" + gateway + "/transactions")
                .handler(call -> Orders.carryOut(call, order -> {
                    int attempts = Orders.number(order, "attempts", 1, MOST_ATTEMPTS);
                    order.remove("attempts");
                    tell(call, gateway, notices.apply(order), attempts);
                }));
    }

    private void tell(RoutingContext call, String gateway, Notice notice, int attempts) {
        Optional<FaultMode> fault = faults.whenCalling(gateway);
        boolean rightly = !fault.equals(Optional.of(FaultMode.BAD_SIGNATURE));
        int times = fault.equals(Optional.of(FaultMode.DUPLICATE)) ? 2 : 1;
        Future<JsonArray> told = Future.succeededFuture(new JsonArray());
        for (int i = 0; i < times; i++) {
            told = told.compose(before -> {
                Errand errand = new Errand(notice, before, Promise.promise());
                attempt(errand, rightly, attempts);
                return errand.done().future();
            });
        }
        told.onSuccess(made -> Answers.json(call, 200, outcome(notice, fault, made)));
    }

    private static JsonObject outcome(Notice notice, Optional<FaultMode> fault, JsonArray attempts) {
        JsonObject last = attempts.getJsonObject(attempts.size() - 1);
        return new JsonObject()
                .put("url", notice.url())
                .put("fault", fault.map(FaultMode::id).orElse(null))
                .put("acknowledged", last.getBoolean("acknowledged"))
                .put("status", last.getValue("status"))
                .put("body", last.getValue("body"))
                .put("attempts", attempts);
    }

    /** @param left how many attempts may be made, this one included */
    private void attempt(Errand errand, boolean rightly, int left) {
        Notice.Letter letter = errand.notice().letter(rightly);
        HttpRequest<Buffer> request = client.postAbs(errand.notice().url()).timeout(ANSWER_MILLIS);
        letter.headers().forEach(request::putHeader);
        request.putHeader("content-type", "application/json; charset=UTF-8")
                .sendBuffer(Buffer.buffer(letter.body()))
                .map(answer -> answered(errand.notice(), answer))
                .otherwise(Notices::unanswered)
                .onSuccess(attempt -> {
                    errand.attempts()
                            .add(attempt.put("signedRightly", rightly).put("sent", Texts.content(letter.body())));
                    if (attempt.getBoolean("acknowledged") || left == 1) {
                        errand.done().complete(errand.attempts());
                    } else {
                        vertx.setTimer(PAUSE_MILLIS, timer -> attempt(errand, true, left - 1));
                    }
                });
    }

    private static JsonObject answered(Notice notice, HttpResponse<Buffer> answer) {
        String type = Objects.requireNonNullElse(answer.getHeader("content-type"), "");
        String body = Objects.requireNonNullElse(answer.bodyAsString(), "");
        return new JsonObject()
                .put("status", answer.statusCode())
                .put("contentType", type)
                .put("body", body)
                .put("acknowledged", answer.statusCode() == 200 && notice.isAcknowledgedBy(type, body));
    }

    private static JsonObject unanswered(Throwable failure) {
        return new JsonObject().put("acknowledged", false).put("error", String.valueOf(failure.getMessage()));
    }
}
