package io.waymark.sandbox.carrier;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What became of one provider's pushes. Belongs to one event loop. */
public final class PushLog {

    private final List<Dropped> dropped = new ArrayList<>();
    private long sent;
    private long acknowledged;
    private long givenUp;

    private record Dropped(Instant time, Outgoing.Subject subject) {}

    void begun() {
        sent++;
    }

    void acknowledged() {
        acknowledged++;
    }

    void givenUp() {
        givenUp++;
    }

    void dropped(Outgoing.Subject subject) {
        dropped.add(new Dropped(Instant.now(), subject));
    }

    /** Those that were lost as told, oldest first: {@code time}, {@code number}, {@code last}. */
    public JsonArray list() {
        return new JsonArray(dropped.stream()
                .map(push -> new JsonObject()
                        .put("time", push.time().toString())
                        .put("number", push.subject().number())
                        .put("last", push.subject().last()))
                .toList());
    }

    /**
     * How many were begun ({@code sent}, repeats not counted again), how many of these were {@code acknowledged} and
     * {@code givenUp}, and how many others {@code dropped}.
     */
    public JsonObject counts() {
        return new JsonObject()
                .put("sent", sent)
                .put("acknowledged", acknowledged)
                .put("givenUp", givenUp)
                .put("dropped", dropped.size());
    }
}
