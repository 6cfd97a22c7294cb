package io.waymark.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.waymark.sandbox.http.Answers;
import io.waymark.sandbox.http.Orders;
import io.waymark.sandbox.journey.Faults;
import io.waymark.sandbox.journey.Parcel;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How people and tests direct the simulated world: {@code /sandbox/…}. Refuses in the form of RFC 9457: 400 for a body
 * that is no JSON object, 422 for a field that is bad (and names it), 409 for a parcel that is moving already, 404 for a
 * gateway that is not simulated, 413 above 1 MiB.
 */
final class ControlApi {

    private final OrderReader orders;
    private final Traffic traffic;
    private final Faults faults;
    private final Records records;

    /**
     * What the simulated systems remember, by the system's id.
     *
     * @param uploads what each gateway received
     * @param subscriptions what each provider was asked to push
     * @param queries what each provider was asked
     * @param dropped which pushes each provider was told to lose
     * @param pushes what became of each provider's pushes, counted
     */
    record Records(
            Map<String, Supplier<JsonArray>> uploads,
            Map<String, Supplier<JsonArray>> subscriptions,
            Map<String, Supplier<JsonArray>> queries,
            Map<String, Supplier<JsonArray>> dropped,
            Map<String, Supplier<JsonObject>> pushes) {}

    ControlApi(OrderReader orders, Traffic traffic, Faults faults, Records records) {
        this.orders = orders;
        this.traffic = traffic;
        this.faults = faults;
        this.records = records;
    }

    void mount(Router router) {
        router.post("/sandbox/parcels").handler(call -> Orders.carryOut(call, body -> startParcel(call, body)));
        router.get("/sandbox/parcels").handler(this::listParcels);
        router.put("/sandbox/faults").handler(call -> Orders.carryOut(call, body -> scriptFault(call, body)));
        router.delete("/sandbox/faults").handler(this::clearFaults);
        router.get("/sandbox/gateways/:id/uploads").handler(call -> list(call, records.uploads()));
        router.get("/sandbox/providers/:id/subscriptions").handler(call -> list(call, records.subscriptions()));
        router.get("/sandbox/providers/:id/queries").handler(call -> list(call, records.queries()));
        router.get("/sandbox/providers/:id/dropped").handler(call -> list(call, records.dropped()));
        router.get("/sandbox/providers/:id/pushes").handler(this::countPushes);
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
        FaultOrder order = FaultOrder.read(body);
        order.script(faults);
        Answers.json(call, 200, order.json());
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

    private void countPushes(RoutingContext call) {
        Supplier<JsonObject> counts = records.pushes().get(call.pathParam("id"));
        if (counts == null) {
            Answers.problem(call, 404, "Not Found", "not simulated here");
        } else {
            Answers.json(call, 200, counts.get());
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
