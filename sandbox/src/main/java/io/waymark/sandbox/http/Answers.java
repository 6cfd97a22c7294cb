package io.waymark.sandbox.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.waymark.sandbox.journey.FaultMode;

/** How calls end. */
public final class Answers {

    private static final String JSON = "application/json; charset=utf-8";

    private Answers() {}

    /** Answers in JSON, unless the answer shall be lost. */
    public static void json(RoutingContext call, int status, JsonObject body) {
        send(call, status, JSON, body.encode());
    }

    /** Answers with a list. */
    public static void json(RoutingContext call, int status, JsonArray body) {
        send(call, status, JSON, body.encode());
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
        if (FaultHandler.faultOf(call).filter(FaultMode.DROP::equals).isPresent()) {
            hangUp(call);
            return;
        }
        call.response().setStatusCode(status).putHeader("content-type", type).end(body);
    }
}
