package io.waymark.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.waymark.sandbox.http.Answers;
import io.waymark.sandbox.http.InvalidOrderException;
import io.waymark.sandbox.http.Orders;
import io.waymark.sandbox.journey.FaultMode;
import io.waymark.sandbox.journey.Faults;
import io.waymark.sandbox.journey.Parcel;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * How people and tests direct the simulated world: {@code /sandbox/…}. Refuses in the form of RFC 9457: 400 for a body
 * that is no JSON object, 422 for a field that is bad (and names it), 409 for a parcel that is moving already, 404 for a
 * gateway that is not simulated, 413 above 1 MiB.
 */
final class ControlApi {

    private static final int MAX_TIMES = 1_000_000_000;

    private final OrderReader orders;
    private final Traffic traffic;
    private final Faults faults;
    private final Map<String, Supplier<JsonArray>> uploads;
    private final Map<String, Supplier<JsonArray>> subscriptions;

    /**
     * @param uploads what each gateway received, by the gateway's id
     * @param subscriptions what each provider was asked to push, by the provider's id
     */
    ControlApi(
            OrderReader orders,
            Traffic traffic,
            Faults faults,
            Map<String, Supplier<JsonArray>> uploads,
            Map<String, Supplier<JsonArray>> subscriptions) {
        this.orders = orders;
        this.traffic = traffic;
        this.faults = faults;
        this.uploads = uploads;
        this.subscriptions = subscriptions;
    }

    void mount(Router router) {
        router.post("/sandbox/parcels").handler(call -> Orders.carryOut(call, body -> startParcel(call, body)));
        router.get("/sandbox/parcels").handler(this::listParcels);
        router.put("/sandbox/faults").handler(call -> Orders.carryOut(call, body -> scriptFault(call, body)));
        router.delete("/sandbox/faults").handler(this::clearFaults);
        router.get("/sandbox/gateways/:id/uploads").handler(call -> list(call, uploads));
        router.get("/sandbox/providers/:id/subscriptions").handler(call -> list(call, subscriptions));
        router.get("/sandbox/health").handler(call -> Answers.json(call, 200, new JsonObject().put("status", "UP")));
    }

    private void startParcel(RoutingContext call, JsonObject body) {
        traffic.start(orders.read(body))
                .ifPresentOrElse(
                        parcel -> Answers.json(call, 201, json(parcel)),
                        () -> Answers.problem(call, 409, "Conflict", "trackingNumber: is moving already"));
    }

    private void listParcels(RoutingContext call) {
        JsonArray all = new JsonArray();
        traffic.parcels().forEach(parcel -> all.add(json(parcel)));
        Answers.json(call, 200, all);
    }

    private void scriptFault(RoutingContext call, JsonObject body) {
        String target = String.valueOf(body.getValue("target"));
        if (!Faults.TARGETS.contains(target)) {
            throw new InvalidOrderException("target", "must be one of " + new TreeSet<>(Faults.TARGETS));
        }
        FaultMode mode = FaultMode.of(String.valueOf(body.getValue("mode")))
                .filter(known -> Faults.fits(target, known))
                .orElseThrow(() -> new InvalidOrderException("mode", "is not one of " + target + "'s"));
        int times = Orders.number(body, "times", 1, MAX_TIMES);
        Faults.Direction direction = direction(body, target, mode);
        String operation = operation(body, target, direction);
        faults.script(new Faults.Aim(target, operation), mode, direction, times);
        JsonObject answer = new JsonObject()
                .put("target", target)
                .put("mode", mode.id())
                .put("when", direction.id())
                .put("times", times);
        Answers.json(call, 200, operation.isEmpty() ? answer : answer.put("operation", operation));
    }

    private static String operation(JsonObject body, String target, Faults.Direction direction) {
        String operation = Orders.text(body, "operation");
        boolean fits =
                operation.isEmpty() || (direction == Faults.Direction.CALLED && Faults.hasOperation(target, operation));
        if (!fits) {
            throw new InvalidOrderException("operation", "is not one of those in which " + target + " is called");
        }
        return operation;
    }

    private static Faults.Direction direction(JsonObject body, String target, FaultMode mode) {
        Object when = body.getValue("when");
        if (when == null) {
            return Faults.usual(target, mode);
        }
        return Faults.Direction.of(when.toString())
                .filter(direction -> Faults.fits(target, mode, direction))
                .orElseThrow(() -> new InvalidOrderException("when", "must be called or calling, as the mode can"));
    }

    private void clearFaults(RoutingContext call) {
        faults.clear();
        call.response().setStatusCode(204).end();
    }

    private static void list(RoutingContext call, Map<String, Supplier<JsonArray>> lists) {
        Supplier<JsonArray> list = lists.get(call.pathParam("id"));
        if (list == null) {
            Answers.problem(call, 404, "Not Found", "not simulated here");
        } else {
            Answers.json(call, 200, list.get());
        }
    }

    private static JsonObject json(Parcel parcel) {
        Parcel.Order order = parcel.order();
        return new JsonObject()
                .put("provider", order.provider().id())
                .put("carrier", order.carrier())
                .put("trackingNumber", order.trackingNumber())
                .put("script", order.script())
                .put("speed", order.speed())
                .put("startedAt", parcel.timetable().start().toString())
                .put("endsAt", parcel.timetable().end().toString())
                .put("steps", order.steps().size())
                .put("passed", parcel.history().size());
    }
}
