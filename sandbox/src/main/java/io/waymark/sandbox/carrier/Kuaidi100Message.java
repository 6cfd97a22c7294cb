package io.waymark.sandbox.carrier;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.waymark.sandbox.journey.Parcel;
import io.waymark.sandbox.journey.Place;
import io.waymark.sandbox.journey.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The text of one push: the whole history, newest first, with the fields in the order in which real pushes have them.
 *
 * @param resultv2 "1" adds areas and names to the nodes; "4", "6" and "8" also codes, fine states and the route
 */
record Kuaidi100Message(Parcel parcel, String resultv2) {

    private static final Set<String> DETAILED = Set.of("4", "6", "8");

    JsonObject json() {
        Optional<Step.Kind> notice = latestNotice();
        boolean corrected = hasBeenCorrected() && notice.isEmpty();
        String company = company();
        return new JsonObject()
                .put("status", status())
                .put("billstatus", notice.isPresent() ? "" : isLast() ? "check" : "got")
                .put("message", notice.map(Kuaidi100Message::reason).orElse(""))
                .put("autoCheck", corrected ? "1" : "0")
                .put("comOld", corrected ? company : "")
                .put("comNew", hasBeenCorrected() ? Kuaidi100Words.otherThan(company) : "")
                .put("lastResult", lastResult(corrected ? Kuaidi100Words.otherThan(company) : company));
    }

    /** Whether no further push follows. After a correction one does. */
    boolean isLast() {
        return latestNotice()
                .map(kind -> kind != Step.Kind.CORRECTED)
                .orElseGet(() -> parcel.hasEnded()
                        && newestCode().filter(Kuaidi100Words::isLast).isPresent());
    }

    private String status() {
        if (latestNotice().isPresent()) {
            return "abort";
        }
        return isLast() ? "shutdown" : "polling";
    }

    private JsonObject lastResult(String company) {
        List<Step.Scan> scans = parcel.scans();
        String code = newestCode().orElse("0");
        JsonObject result = new JsonObject()
                .put("message", scans.isEmpty() ? "快递公司参数异常：单号不存在或者已经过期" : "ok")
                .put("nu", parcel.order().trackingNumber())
                .put("ischeck", Kuaidi100Words.mainStateOf(code).equals("3") ? "1" : "0")
                .put("condition", scans.isEmpty() ? "" : "F00")
                .put("com", company)
                .put("status", scans.isEmpty() ? "201" : "200")
                .put("state", isDetailed() ? code : Kuaidi100Words.mainStateOf(code))
                .put("data", nodes(scans));
        if (isDetailed() && !scans.isEmpty()) {
            result.put("routeInfo", route(scans)).put("isLoop", false);
        }
        return result;
    }

    private JsonArray nodes(List<Step.Scan> oldestFirst) {
        JsonArray nodes = new JsonArray();
        for (int index = oldestFirst.size() - 1; index >= 0; index--) {
            nodes.add(node(oldestFirst.get(index)));
        }
        return nodes;
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

    private static JsonObject route(List<Step.Scan> scans) {
        return new JsonObject()
                .put("from", area(scans.get(0).place()))
                .put("cur", area(scans.get(scans.size() - 1).place()))
                .put("to", null);
    }

    private static JsonObject area(Place place) {
        return new JsonObject().put("number", place.areaCode()).put("name", place.areaName());
    }

    private static String reason(Step.Kind kind) {
        return switch (kind) {
            case NO_RECORD, CORRECTED -> "3天查询无记录";
            case STALE -> "60天无变化";
        };
    }

    private Optional<Step.Kind> latestNotice() {
        return parcel.latest().filter(Step.Notice.class::isInstance).map(step -> ((Step.Notice) step).kind());
    }

    private boolean hasBeenCorrected() {
        return parcel.history().stream()
                .anyMatch(step -> step instanceof Step.Notice notice && notice.kind() == Step.Kind.CORRECTED);
    }

    private Optional<String> newestCode() {
        List<Step.Scan> scans = parcel.scans();
        return scans.isEmpty()
                ? Optional.empty()
                : Optional.of(scans.get(scans.size() - 1).code());
    }

    private String company() {
        return Kuaidi100Words.companyOf(parcel.order().carrier());
    }

    private boolean isDetailed() {
        return DETAILED.contains(resultv2);
    }
}
