package io.waymark.sandbox;

import io.vertx.core.json.JsonObject;
import io.waymark.sandbox.http.InvalidOrderException;
import io.waymark.sandbox.http.Orders;
import io.waymark.sandbox.journey.FaultMode;
import io.waymark.sandbox.journey.Faults;
import java.util.Objects;
import java.util.TreeSet;

/** A fault as {@code PUT /sandbox/faults} orders it. */
record FaultOrder(Faults.Aim aim, FaultMode mode, Faults.Direction direction, int times, Faults.Odds odds) {

    private static final int MAX_TIMES = 1_000_000_000;

    /** @throws InvalidOrderException if nobody can misbehave like that; it names the field */
    static FaultOrder read(JsonObject order) {
        String target = String.valueOf(order.getValue("target"));
        if (!Faults.TARGETS.contains(target)) {
            throw new InvalidOrderException("target", "must be one of " + new TreeSet<>(Faults.TARGETS));
        }
        FaultMode mode = FaultMode.of(String.valueOf(order.getValue("mode")))
                .filter(known -> Faults.fits(target, known))
                .orElseThrow(() -> new InvalidOrderException("mode", "is not one of " + target + "'s"));
        int times = Orders.number(order, "times", 1, MAX_TIMES);
        Faults.Odds odds = odds(order);
        Faults.Direction direction = direction(order, target, mode);
        return new FaultOrder(
                new Faults.Aim(target, operation(order, target, direction)), mode, direction, times, odds);
    }

    private static Faults.Odds odds(JsonObject order) {
        if (Objects.requireNonNullElse(order.getValue("seed"), 0) instanceof Number seed) {
            return new Faults.Odds(Orders.share(order, "share", 1), seed.longValue());
        }
        throw new InvalidOrderException("seed", "must be a number");
    }

    private static String operation(JsonObject order, String target, Faults.Direction direction) {
        String operation = Orders.text(order, "operation");
        boolean fits =
                operation.isEmpty() || (direction == Faults.Direction.CALLED && Faults.hasOperation(target, operation));
        if (!fits) {
            throw new InvalidOrderException("operation", "is not one of those in which " + target + " is called");
        }
        return operation;
    }

    private static Faults.Direction direction(JsonObject order, String target, FaultMode mode) {
        Object when = order.getValue("when");
        if (when == null) {
            return Faults.usual(target, mode);
        }
        return Faults.Direction.of(when.toString())
                .filter(direction -> Faults.fits(target, mode, direction))
                .orElseThrow(() -> new InvalidOrderException("when", "must be called or calling, as the mode can"));
    }

    void script(Faults faults) {
        faults.script(aim, mode, direction, times, odds);
    }

    JsonObject json() {
        JsonObject json = new JsonObject()
                .put("target", aim.target())
                .put("mode", mode.id())
                .put("when", direction.id())
                .put("times", times);
        if (odds.share() < 1) {
            json.put("share", odds.share()).put("seed", odds.seed());
        }
        return aim.operation().isEmpty() ? json : json.put("operation", aim.operation());
    }
}
