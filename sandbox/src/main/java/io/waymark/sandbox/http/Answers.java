package io.waymark.sandbox.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.waymark.sandbox.journey.FaultMode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How calls end. */
public final class Answers {

    private static final String JSON = "application/json; charset=utf-8";

    /** What stands before a system that is being repaired. */
    private static final String PAGE =
            "<!DOCTYPE html><html><head><title>系统维护中</title></head><body><h1>系统维护中</h1></body></html>";

    private static final String WITNESS = "witness";

    private Answers() {}

    /** What a caller was told: the HTTP status, and the body as text. */
    public record Given(int status, String body) {}

    /** Has somebody told of the answer to this call when it is given; of a call that gets none, never. */
    public static void witness(RoutingContext call, Consumer<Given> witness) {
        call.put(WITNESS, witness);
    }

    /** Answers in JSON, unless the answer shall be lost. */
    public static void json(RoutingContext call, int status, JsonObject body) {
        send(call, status, JSON, body.encode());
    }

    /** Answers with a list. */
    public static void json(RoutingContext call, int status, JsonArray body) {
        send(call, status, JSON, body.encode());
    }

    /** Answers in plain words. */
    public static void text(RoutingContext call, int status, String body) {
        send(call, status, "text/plain", body);
    }

    /** Refuses in the form of RFC 9457. */
    public static void problem(RoutingContext call, int status, String title, String detail) {
        JsonObject body = new JsonObject()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        send(call, status, "application/problem+json", body.encode());
    }

    /** Closes the connection without a word. */
    public static void hangUp(RoutingContext call) {
        call.request().connection().close();
    }

    private static void send(RoutingContext call, int status, String type, String body) {
        @Nullable FaultMode fault = FaultHandler.faultOf(call).orElse(null);
        if (fault == FaultMode.DROP) {
            hangUp(call);
        } else if (fault == FaultMode.HTML) {
            write(call, 200, "text/html; charset=utf-8", PAGE);
        } else if (fault == FaultMode.TRUNCATED) {
            write(call, status, type, body.substring(0, body.length() / 2));
        } else {
            write(call, status, type, body);
        }
    }

    private static void write(RoutingContext call, int status, String type, String body) {
        if (call.response().closed()) {
            return; // the caller has gone
        }
        @Nullable Consumer<Given> witness = call.get(WITNESS);
        if (witness != null) {
            witness.accept(new Given(status, body));
        }
        call.response().setStatusCode(status).putHeader("content-type", type).end(body);
    }
}
