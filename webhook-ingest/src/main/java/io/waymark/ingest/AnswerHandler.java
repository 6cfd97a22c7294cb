package io.waymark.ingest;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Writes answers. */
final class AnswerHandler {

    private AnswerHandler() {}

    /** Completes when it is written; fails where nobody is there any more to read it. */
    static Future<Void> write(HttpServerRequest request, CallbackReply reply) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return Future.failedFuture("closed");
        }
        response.setStatusCode(reply.status());
        if (reply.retryAfter() > 0) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(reply.retryAfter()));
        }
        if (reply.body().isEmpty()) {
            return response.end();
        }
        return response.putHeader(HttpHeaders.CONTENT_TYPE, reply.contentType()).end(reply.body());
    }
}
