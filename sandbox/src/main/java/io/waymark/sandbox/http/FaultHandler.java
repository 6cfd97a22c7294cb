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

    private final Faults faults;
    private final Faults.Aim aim;
    private final Consumer<RoutingContext> receipt;

    /** Before a system whose operations go wrong alike. */
    public FaultHandler(Faults faults, String target) {
        this(faults, new Faults.Aim(target, ""), call -> {});
    }

    /**
     * @param aim the system and what it is asked to do here
     * @param receipt is given every call before anything is done with it, right or wrong
     */
    public FaultHandler(Faults faults, Faults.Aim aim, Consumer<RoutingContext> receipt) {
        this.faults = faults;
        this.aim = aim;
        this.receipt = receipt;
    }

    @Override
    public void handle(RoutingContext call) {
        Optional<FaultMode> fault = faults.whenCalled(aim);
        fault.ifPresent(mode -> call.put(FAULT, mode));
        receipt.accept(call);
        if (fault.isEmpty()) {
            call.next();
            return;
        }
        switch (fault.get()) {
            case TIMEOUT -> Answers.hang(call);
            case HTTP500 -> Answers.fail(call);
            case HTTP429 -> Answers.turnAway(call);
            case RESET -> Answers.hangUp(call);
            case SLOW -> call.vertx().setTimer(SLOW_MILLIS, timer -> call.next());
            default -> call.next(); // its answer goes wrong, or the system itself does wrong
        }
    }

    /** What is done wrong with this call, here or by the system itself. */
    public static Optional<FaultMode> faultOf(RoutingContext call) {
        @Nullable FaultMode fault = call.get(FAULT);
        return Optional.ofNullable(fault);
    }
}
