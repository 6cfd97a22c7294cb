package io.waymark.sandbox.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.waymark.sandbox.journey.FaultMode;
import io.waymark.sandbox.journey.Faults;
import java.util.Optional;
import java.util.function.Consumer;
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
    private final Consumer<RoutingContext> receipt;

    public FaultHandler(Faults faults, String target) {
        this(faults, target, call -> {});
    }

    /** @param receipt is given every call before anything is done with it, right or wrong */
    public FaultHandler(Faults faults, String target, Consumer<RoutingContext> receipt) {
        this.faults = faults;
        this.target = target;
        this.receipt = receipt;
    }

    @Override
    public void handle(RoutingContext call) {
        Optional<FaultMode> fault = faults.whenCalled(target);
        fault.ifPresent(mode -> call.put(FAULT, mode));
        receipt.accept(call);
        if (fault.isEmpty()) {
            call.next();
            return;
        }
        switch (fault.get()) {
            case TIMEOUT -> call.vertx().setTimer(HANG_MILLIS, timer -> Answers.hangUp(call));
            case HTTP500 -> Answers.text(call, 500, "Internal Server Error");
            case RESET -> Answers.hangUp(call);
            case SLOW -> call.vertx().setTimer(SLOW_MILLIS, timer -> call.next());
            case HTML, TRUNCATED, DROP -> call.next(); // its answer goes wrong
            case NOT_FINAL, BAD_SIGNATURE -> call.next(); // the system itself does wrong
            case DUPLICATE, REORDER -> call.next(); // concern calls of the other direction
        }
    }

    /** What is done wrong with this call, here or by the system itself. */
    public static Optional<FaultMode> faultOf(RoutingContext call) {
        @Nullable FaultMode fault = call.get(FAULT);
        return Optional.ofNullable(fault);
    }
}
