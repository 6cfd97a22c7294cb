package io.waymark.sandbox.carrier;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.waymark.sandbox.journey.Parcel;
import io.waymark.sandbox.journey.Place;
import io.waymark.sandbox.journey.Step;
import java.util.List;

/** A scan as STO's link gateway tells it: pushed by itself, or in the history that somebody asks for. */
final class StoTrace {

    private static final String SIGNED = "签收";
    private static final String BY_SENDER = "发件人签收";

    private StoTrace() {}

    /** The {@code content} of a push: the parcel's latest scan. */
    static JsonObject of(Parcel parcel, Step.Scan scan) {
        String number = parcel.order().trackingNumber();
        JsonObject trace = node(parcel, scan)
                .put("outBizCode", "OB-" + number + "-" + parcel.scans().size())
                .put("opOrgType", scan.place().type());
        return new JsonObject()
                .put("waybillNo", number)
                .put("linkCode", "LP" + number)
                .put("trace", trace);
    }

    /** The nodes of an answer, newest first. They have no {@code outBizCode}, and the outlet's type by another name. */
    static JsonArray history(Parcel parcel) {
        JsonArray nodes = new JsonArray();
        List<Step.Scan> scans = parcel.scans();
        for (int i = scans.size() - 1; i >= 0; i--) {
            nodes.add(node(parcel, scans.get(i))
                    .put("waybillNo", parcel.order().trackingNumber())
                    .put("opOrgTypeCode", scans.get(i).place().type())
                    .put("weight", "0.50"));
        }
        return nodes;
    }

    private static JsonObject node(Parcel parcel, Step.Scan scan) {
        Place place = scan.place();
        JsonObject node = new JsonObject()
                .put("opOrgName", place.organisation())
                .put("opOrgCode", place.code())
                .put("opOrgCityName", place.city())
                .put("opOrgProvinceName", place.province())
                .put("opTime", parcel.timetable().written(scan.at()))
                .put("scanType", scan.code())
                .put("opEmpCode", place.code() + "001")
                .put("memo", scan.text());
        if (!scan.issue().isEmpty()) {
            node.put("issueName", scan.issue());
        }
        if (scan.code().equals(SIGNED)) {
            node.put("signoffPeople", scan.text().contains(BY_SENDER) ? "发件人" : "本人");
        }
        return node;
    }
}
