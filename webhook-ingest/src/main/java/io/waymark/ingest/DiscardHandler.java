package io.waymark.ingest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.waymark.ingest.door.Deadlines;

/**
 * A call that is answered before its body has come. The body is read and forgotten, since a sender that still writes when the
 * connection is closed never sees the answer; but not for ever, and not beyond 4 MiB.
 */
final class DiscardHandler extends Deadlines.Deadline {

    private static final long MOST_BYTES = 4 * 1024 * 1024;

    private final HttpServerRequest request;
    private final LoopScheduler.Loop loop;
    private long seen;

    /** @param seen bytes of the body that have come before */
    DiscardHandler(HttpServerRequest request, LoopScheduler.Loop loop, long seen) {
        this.request = request;
        this.loop = loop;
        this.seen = seen;
    }

    void answer(CallbackReply reply) {
        boolean close = isExpecting(request) || declared(request) > MOST_BYTES;
        if (close) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        } else if (!request.isEnded()) {
            loop.deadlines().arm(this, System.nanoTime());
        }
        request.exceptionHandler(failure -> loop.deadlines().disarm(this));
        request.endHandler(nothing -> loop.deadlines().disarm(this));
        request.handler(this::read);
        request.resume();
        AnswerHandler.write(request, reply).onComplete(written -> {
            if (close) {
                request.connection().close();
            }
        });
    }

    private void read(Buffer chunk) {
        seen += chunk.length();
        if (seen > MOST_BYTES) {
            request.connection().close();
        }
    }

    @Override
    protected void missed() {
        request.connection().close();
    }

    /** The bytes that the head declares; -1 if it does not. */
    static long declared(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Whether the sender waits for a word before it sends the body. */
    static boolean isExpecting(HttpServerRequest request) {
        return "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
    }
}
