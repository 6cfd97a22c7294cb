package io.waymark.ingest;

import io.opentelemetry.context.Scope;
import io.quarkus.logging.Log;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.waymark.ingest.CallbackMetrics.Cut;
import io.waymark.ingest.CallbackMetrics.Outcome;
import io.waymark.ingest.CallbackMetrics.Shed;
import io.waymark.ingest.door.Admission;
import io.waymark.ingest.door.Deadlines;
import io.waymark.telemetry.Trace;
import java.time.Clock;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One admitted call between its head and its answer: reads the body on the event loop and has it taken. It must have come
 * whole by its deadline, however it comes: else the connection is closed.
 */
final class CallHandler extends Deadlines.Deadline {

    /** A push of hundreds of nodes is a tenth of this. */
    static final int MOST_BYTES = 1024 * 1024;

    /** Room that is made for a body whose length is not declared. */
    static final int UNDECLARED = 16 * 1024;

    private final Parts parts;
    private final LoopScheduler.Loop loop;
    private final HttpServerRequest request;
    private final CallHead head;
    private final Sender sender;
    private final int most;
    private final Context context = Vertx.currentContext();
    private final long began = System.nanoTime();
    private final Trace trace;
    private byte[] body;
    private int length;
    private boolean whole;
    private boolean over;
    private long wholeAt;

    /** What all calls share. */
    record Parts(
            CallbackIntake intake,
            Admission admission,
            CallbackMetrics metrics,
            CallbackTraceHandler traces,
            Clock clock) {}

    /**
     * Who sends.
     *
     * @param key what it is counted by
     */
    record Sender(@Nullable String address, long key) {}

    /** @param bytes of the body, as the head tells: as many as were admitted */
    CallHandler(
            Parts parts, LoopScheduler.Loop loop, HttpServerRequest request, CallHead head, Sender sender, int bytes) {
        this.parts = parts;
        this.loop = loop;
        this.request = request;
        this.head = head;
        this.sender = sender;
        this.most = bytes;
        this.body = new byte[Admission.heldAtFirst(bytes)];
        this.trace = parts.traces().begin(head);
    }

    /** Begins to read. */
    void read() {
        loop.deadlines().arm(this, began);
        request.exceptionHandler(failure -> gone());
        request.endHandler(nothing -> end());
        request.handler(this::read);
    }

    private void read(Buffer chunk) {
        if (over) {
            return;
        }
        int more = length + chunk.length();
        if (more > MOST_BYTES) {
            parts.metrics().received(head.provider());
            parts.metrics().tooLarge(head.provider());
            discard(CallbackReply.TOO_LARGE, Outcome.REJECTED);
        } else if (more > body.length && !grow(more)) {
            parts.metrics().received(head.provider());
            parts.metrics().shed(head.provider(), Shed.FULL);
            discard(CallbackReply.SHED, Outcome.SHED);
        } else {
            chunk.getBytes(body, length);
            length = more;
        }
    }

    private boolean grow(int bytes) {
        int twice = Math.min(MOST_BYTES, 2 * body.length);
        int room = Math.max(bytes, body.length < most ? Math.min(most, twice) : twice);
        if (!parts.admission().holdMore(sender.key(), room - body.length)) {
            return false;
        }
        body = Arrays.copyOf(body, room);
        return true;
    }

    private void end() {
        loop.deadlines().disarm(this);
        if (over) {
            return;
        }
        whole = true;
        wholeAt = System.nanoTime();
        try (Scope logged = trace.enter()) {
            parts.intake().accept(head.protocol(), callback(), this::answer);
        } catch (RuntimeException e) {
            Log.errorf(e, "callback not taken provider=%s", head.provider());
            parts.metrics().notDurable(head.provider());
            answer(CallbackReply.NOT_DURABLE, Outcome.NOT_DURABLE);
        }
    }

    private Callback callback() {
        return new Callback(
                head.provider(),
                head.path(),
                head.subscription(),
                head.mediaType(),
                new Headers(request.headers()),
                length == body.length ? body : Arrays.copyOf(body, length),
                parts.clock().instant(),
                sender.address(),
                trace);
    }

    /** On any thread. What is answered at once has waited for nothing, and says nothing of how long others wait. */
    private void answer(CallbackReply reply, Outcome outcome) {
        if (Vertx.currentContext() == context) {
            write(reply, outcome, -1);
        } else {
            context.runOnContext(nothing -> write(reply, outcome, System.nanoTime() - wholeAt));
        }
    }

    private void write(CallbackReply reply, Outcome outcome, long waitedNanos) {
        if (over) {
            return;
        }
        long now = System.nanoTime();
        release(waitedNanos, now);
        answered(reply, outcome, now);
        AnswerHandler.write(request, reply);
    }

    private void answered(CallbackReply reply, Outcome outcome, long now) {
        try (Scope measured = trace.enter()) {
            parts.metrics().answered(head.provider(), outcome, now - began);
        }
        CallbackTraceHandler.end(trace.with("http.response.status_code", reply.status()), outcome);
    }

    /** Answers before all has come. What is still to come is read, so that the sender sees the answer. */
    private void discard(CallbackReply reply, Outcome outcome) {
        long now = System.nanoTime();
        loop.deadlines().disarm(this);
        release(-1, now);
        answered(reply, outcome, now);
        new DiscardHandler(request, loop, length).answer(reply);
    }

    /** The connection is closed. What has come whole is kept all the same. */
    private void gone() {
        if (!whole && !over) {
            cut(Cut.GONE);
        }
    }

    @Override
    protected void missed() {
        cut(Cut.SLOW);
        request.connection().close();
    }

    private void cut(Cut reason) {
        loop.deadlines().disarm(this);
        release(-1, System.nanoTime());
        parts.metrics().cut(head.provider(), reason);
        CallbackTraceHandler.end(trace.failed(), reason);
    }

    private void release(long waitedNanos, long now) {
        over = true;
        parts.admission().release(sender.key(), body.length, waitedNanos, now);
    }

    /** Headers by name in lower case; of a repeated header the first. Copies nothing before somebody asks for all. */
    private static final class Headers extends AbstractMap<String, String> {
        private final MultiMap headers;

        Headers(MultiMap headers) {
            this.headers = headers;
        }

        @Override
        public @Nullable String get(Object name) {
            return headers.get((String) name);
        }

        @Override
        public boolean containsKey(Object name) {
            return headers.contains((String) name);
        }

        @Override
        public Set<Entry<String, String>> entrySet() {
            Map<String, String> all = new HashMap<>();
            headers.forEach((name, value) -> all.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
            return all.entrySet();
        }
    }
}
