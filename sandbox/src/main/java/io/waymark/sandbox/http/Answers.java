package io.waymark.sandbox.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.waymark.sandbox.journey.FaultMode;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How calls end. */
public final class Answers {

    private static final String JSON = "application/json; charset=utf-8";

    /** What stands before a system that is being repaired. */
    private static final Answer PAGE = new Answer(
            200,
            "text/html; charset=utf-8",
            "<!DOCTYPE html><html><head><title>系统维护中</title></head><body><h1>系统维护中</h1></body></html>",
            Map.of());

    private static final Answer BROKEN = new Answer(500, "text/plain", "Internal Server Error", Map.of());

    private static final Answer TOO_MANY = new Answer(429, "text/plain", "Too Many Requests", Map.of());

    /** Longer than anybody waits, yet not for ever. */
    private static final long HANG_MILLIS = 120_000;

    private static final String WITNESS = "witness";

    private Answers() {}

    /** What a caller was told: the HTTP status, and the body as text. */
    public record Given(int status, String body) {}

    private record Answer(int status, String type, String body, Map<String, String> headers) {

        Answer half() {
            return new Answer(status, type, body.substring(0, body.length() / 2), headers);
        }
    }

    /** Has somebody told of the answer to this call when it is given; of a call that gets none, never. */
    public static void witness(RoutingContext call, Consumer<Given> witness) {
        call.put(WITNESS, witness);
    }

    /** Answers in JSON, unless the answer shall be lost. */
    public static void json(RoutingContext call, int status, JsonObject body) {
        send(call, new Answer(status, JSON, body.encode(), Map.of()));
    }

    /** Answers with a list. */
    public static void json(RoutingContext call, int status, JsonArray body) {
        send(call, new Answer(status, JSON, body.encode(), Map.of()));
    }

    /** Answers HTTP 200 with a text that is JSON, and with headers of the system's own. */
    public static void json(RoutingContext call, String body, Map<String, String> headers) {
        send(call, new Answer(200, JSON, body, headers));
    }

    /** Answers in plain words. */
    public static void text(RoutingContext call, int status, String body) {
        send(call, new Answer(status, "text/plain", body, Map.of()));
    }

    /** Refuses in the form of RFC 9457. */
    public static void problem(RoutingContext call, int status, String title, String detail) {
        JsonObject body = new JsonObject()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        send(call, new Answer(status, "application/problem+json", body.encode(), Map.of()));
    }

    /** Closes the connection without a word. */
    public static void hangUp(RoutingContext call) {
        call.request().connection().close();
    }

    /** Says nothing for longer than anybody waits. */
    static void hang(RoutingContext call) {
        call.vertx().setTimer(HANG_MILLIS, timer -> hangUp(call));
    }

    /** Answers as a program that failed. */
    static void fail(RoutingContext call) {
        write(call, BROKEN);
    }

    /** Answers as somebody who is called too often. */
    static void turnAway(RoutingContext call) {
        write(call, TOO_MANY);
    }

    private static void send(RoutingContext call, Answer answer) {
        @Nullable FaultMode fault = FaultHandler.faultOf(call).orElse(null);
        if (fault == null) {
            write(call, answer);
            return;
        }
        switch (fault) {
            case DROP -> hangUp(call);
            case TIMEOUT_AFTER -> hang(call);
            case HTTP500_AFTER -> fail(call);
            case HTML -> write(call, PAGE);
            case TRUNCATED -> write(call, answer.half());
            case RESET_MID_BODY -> breakOff(call, answer);
            default -> write(call, answer); // nothing is wrong with the sending
        }
    }

    private static void write(RoutingContext call, Answer answer) {
        if (call.response().closed()) {
            return; // the caller has gone
        }
        @Nullable Consumer<Given> witness = call.get(WITNESS);
        if (witness != null) {
            witness.accept(new Given(answer.status(), answer.body()));
        }
        begun(call, answer).end(answer.body());
    }

    /** Promises the whole body, and closes the connection after half of it. */
    private static void breakOff(RoutingContext call, Answer answer) {
        int length = Buffer.buffer(answer.body()).length();
        begun(call, answer)
                .putHeader("content-length", Integer.toString(length))
                .write(answer.half().body())
                .onComplete(written -> hangUp(call));
    }

    private static HttpServerResponse begun(RoutingContext call, Answer answer) {
        HttpServerResponse response =
                call.response().setStatusCode(answer.status()).putHeader("content-type", answer.type());
        answer.headers().forEach(response::putHeader);
        return response;
    }
}
