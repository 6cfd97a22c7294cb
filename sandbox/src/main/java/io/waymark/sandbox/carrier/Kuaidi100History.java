package io.waymark.sandbox.carrier;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.waymark.sandbox.journey.Parcel;
import io.waymark.sandbox.journey.Place;
import io.waymark.sandbox.journey.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * A history in Kuaidi100's words: the {@code lastResult} of a push, or the answer to a query. The fields stand in the
 * order in which real ones have them.
 *
 * @param scans of this parcel, oldest first
 * @param company in Kuaidi100's words
 * @param resultv2 "1" adds areas and names to the nodes; "4", "6" and "8" also codes, fine states and the route
 */
record Kuaidi100History(Parcel parcel, List<Step.Scan> scans, String company, String resultv2) {

    private static final Set<String> DETAILED = Set.of("4", "6", "8");

    JsonObject newestFirst() {
        return json(true);
    }

    JsonObject oldestFirst() {
        return json(false);
    }

    private JsonObject json(boolean newestFirst) {
        String code = scans.isEmpty() ? "0" : scans.get(scans.size() - 1).code();
        JsonObject result = new JsonObject()
                .put("message", scans.isEmpty() ? "快递公司参数异常：单号不存在或者已经过期" : "ok")
                .put("nu", parcel.order().trackingNumber())
                .put("ischeck", Kuaidi100Words.mainStateOf(code).equals("3") ? "1" : "0")
                .put("condition", scans.isEmpty() ? "" : "F00")
                .put("com", company)
                .put("status", scans.isEmpty() ? "201" : "200")
                .put("state", isDetailed() ? code : Kuaidi100Words.mainStateOf(code))
                .put("data", nodes(newestFirst));
        if (isDetailed() && !scans.isEmpty()) {
            result.put("routeInfo", route()).put("isLoop", false);
        }
        return result;
    }

    private JsonArray nodes(boolean newestFirst) {
        List<Step.Scan> ordered = new ArrayList<>(scans);
        if (newestFirst) {
            Collections.reverse(ordered);
        }
        return new JsonArray(ordered.stream().map(this::node).toList());
    }

    private JsonObject node(Step.Scan scan) {
        String time = parcel.timetable().written(scan.at());
        JsonObject node = new JsonObject().put("time", time).put("ftime", time).put("context", scan.text());
        if (isDetailed()) {
            node.put("areaCode", scan.place().areaCode())
                    .put("areaName", scan.place().areaName())
                    .put("status", Kuaidi100Words.nameOf(scan.code()))
                    .put("location", "")
                    .put("areaCenter", scan.place().areaCenter())
                    .put("areaPinYin", scan.place().areaPinYin())
                    .put("statusCode", scan.code());
        } else if (resultv2.equals("1")) {
            node.put("areaCode", scan.place().areaCode())
                    .put("areaName", scan.place().areaName())
                    .put("status", Kuaidi100Words.nameOf(Kuaidi100Words.mainStateOf(scan.code())));
        }
        return node;
    }

    private JsonObject route() {
        return new JsonObject()
                .put("from", area(scans.get(0).place()))
                .put("cur", area(scans.get(scans.size() - 1).place()))
                .put("to", null);
    }

    private static JsonObject area(Place place) {
        return new JsonObject().put("number", place.areaCode()).put("name", place.areaName());
    }

    private boolean isDetailed() {
        return DETAILED.contains(resultv2);
    }
}
