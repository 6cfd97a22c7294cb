package io.waymark.sandbox.gateway;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.waymark.sandbox.http.Answers;
import io.waymark.sandbox.journey.FaultMode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One upload that reached a gateway, from its receipt on, and what became of it. */
final class ReceivedUpload {

    private final Instant time = Instant.now();
    private final String body;
    private final boolean signedRight;
    private final Optional<FaultMode> fault;
    private Answers.@Nullable Given answer;
    private boolean tookEffect;
    private boolean repeated;

    /** @param fault what is done wrong with it, if anything */
    ReceivedUpload(String body, boolean signedRight, Optional<FaultMode> fault) {
        this.body = body;
        this.signedRight = signedRight;
        this.fault = fault;
    }

    /** Its fields, if the body is a JSON object. */
    Optional<JsonObject> fields() {
        return read(body);
    }

    boolean isSignedRight() {
        return signedRight;
    }

    boolean met(FaultMode mode) {
        return fault.filter(mode::equals).isPresent();
    }

    /** The gateway takes it. @param first whether it takes effect now, or did so before */
    void taken(boolean first) {
        tookEffect = first;
        repeated = !first;
    }

    /** Its sender is answered. */
    void answered(Answers.Given given) {
        answer = given;
    }

    /**
     * As the control API lists it: {@code time}, {@code body} (as JSON; as text if it is none), {@code signatureValid},
     * {@code fault} (null if none), {@code status} and {@code answer} (as the body; both null if none was given),
     * {@code tookEffect}, and whether it repeats one that took effect ({@code repeated}).
     */
    JsonObject json() {
        return new JsonObject()
                .put("time", time.toString())
                .put("body", content(body))
                .put("signatureValid", signedRight)
                .put("fault", fault.map(FaultMode::id).orElse(null))
                .put("status", answer == null ? null : answer.status())
                .put("answer", answer == null ? null : content(answer.body()))
                .put("tookEffect", tookEffect)
                .put("repeated", repeated);
    }

    static Optional<JsonObject> read(String text) {
        try {
            return Optional.of(new JsonObject(text));
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    private static Object content(String text) {
        return read(text).<Object>map(fields -> fields).orElse(text);
    }
}
