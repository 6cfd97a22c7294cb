package io.waymark.sandbox.gateway;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** One upload that reached a gateway, and what became of it. */
final class ReceivedUpload {

    private final ReceivedCall call;
    private final String body;
    private boolean tookEffect;
    private boolean repeated;

    ReceivedUpload(ReceivedCall call, String body) {
        this.call = call;
        this.body = body;
    }

    ReceivedCall call() {
        return call;
    }

    /** Its fields, if the body is a JSON object. */
    Optional<JsonObject> fields() {
        return Texts.object(body);
    }

    /** The gateway takes it. @param first whether it takes effect now, or did so before */
    void taken(boolean first) {
        tookEffect = first;
        repeated = !first;
    }

    /**
     * As the control API lists it: the call, {@code body} (as JSON; as text if it is none), {@code tookEffect}, and
     * whether it repeats one that took effect ({@code repeated}).
     */
    JsonObject json() {
        return call.json()
                .put("body", Texts.content(body))
                .put("tookEffect", tookEffect)
                .put("repeated", repeated);
    }
}
