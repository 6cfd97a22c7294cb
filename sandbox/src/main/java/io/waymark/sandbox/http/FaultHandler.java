package io.waymark.sandbox.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.waymark.sandbox.journey.FaultMode;
import io.waymark.sandbox.journey.Faults;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a simulated system and does wrong what {@link Faults} says. What only the system itself can do wrong is
 * passed on: see {@link #faultOf}.
 */
public final class FaultHandler implements Handler<RoutingContext> {

    private static final String FAULT = "fault";
    private static final long SLOW_MILLIS = 3_000;

    /** Longer than anybody waits, yet not for ever. */
    private static final long HANG_MILLIS = 120_000;

    private final Faults faults;
    private final String target;

    public FaultHandler(Faults faults, String target) {
        this.faults = faults;
        this.target = target;
    }

    @Override
    public void handle(RoutingContext call) {
        Optional<FaultMode> fault = faults.whenCalled(target);
        if (fault.isEmpty()) {
            call.next();
            return;
        }
        switch (fault.get()) {
            case TIMEOUT -> call.vertx().setTimer(HANG_MILLIS, timer -> Answers.hangUp(call));
            case HTTP500 -> call.response().setStatusCode(500).end("Internal Server Error");
            case RESET -> Answers.hangUp(call);
            case SLOW -> call.vertx().setTimer(SLOW_MILLIS, timer -> call.next());
            case NOT_FINAL, DROP, BAD_SIGNATURE -> {
                call.put(FAULT, fault.get());
                call.next();
            }
            case DUPLICATE, REORDER -> call.next(); // concern calls of the other direction
        }
    }

    /** What the system itself shall do wrong with this call. */
    public static Optional<FaultMode> faultOf(RoutingContext call) {
        @Nullable FaultMode fault = call.get(FAULT);
        return Optional.ofNullable(fault);
    }
}
