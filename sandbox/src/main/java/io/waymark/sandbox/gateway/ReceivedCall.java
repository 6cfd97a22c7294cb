package io.waymark.sandbox.gateway;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.waymark.sandbox.http.Answers;
import io.waymark.sandbox.http.FaultHandler;
import io.waymark.sandbox.journey.FaultMode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call that reached a gateway, from its receipt on, and how it ended. */
final class ReceivedCall {

    private final Instant time = Instant.now();
    private final boolean signedRight;
    private final Optional<FaultMode> fault;
    private Answers.@Nullable Given answer;

    private ReceivedCall(boolean signedRight, Optional<FaultMode> fault) {
        this.signedRight = signedRight;
        this.fault = fault;
    }

    /** The call that arrives now. */
    static ReceivedCall of(RoutingContext call, boolean signedRight) {
        ReceivedCall received = new ReceivedCall(signedRight, FaultHandler.faultOf(call));
        Answers.witness(call, given -> received.answer = given);
        return received;
    }

    /** Whether the gateway takes its signature for right, which a fault may prevent. */
    boolean isTrusted() {
        return signedRight && !met(FaultMode.BAD_SIGNATURE);
    }

    /** Whether this is what is done wrong with it. */
    boolean met(FaultMode mode) {
        return fault.filter(mode::equals).isPresent();
    }

    /**
     * As the control API lists it: {@code time} of receipt, {@code signatureValid} (whatever a fault made of that),
     * {@code fault} (null if none), {@code status} and {@code answer} (both null if none was given), and below them what
     * the caller adds.
     */
    JsonObject json() {
        return new JsonObject()
                .put("time", time.toString())
                .put("signatureValid", signedRight)
                .put("fault", fault.map(FaultMode::id).orElse(null))
                .put("status", answer == null ? null : answer.status())
                .put("answer", answer == null ? null : Texts.content(answer.body()));
    }
}
