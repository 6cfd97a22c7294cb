package io.waymark.sandbox.carrier;

import io.vertx.core.json.JsonObject;
import io.waymark.sandbox.journey.Parcel;
import io.waymark.sandbox.journey.Place;
import io.waymark.sandbox.journey.Step;

/** The {@code content} of a push of STO: one scan. */
final class StoTrace {

    private static final String SIGNED = "签收";
    private static final String BY_SENDER = "发件人签收";

    private StoTrace() {}

    static JsonObject of(Parcel parcel, Step.Scan scan) {
        String number = parcel.order().trackingNumber();
        Place place = scan.place();
        JsonObject trace = new JsonObject()
                .put("outBizCode", "OB-" + number + "-" + parcel.scans().size())
                .put("opOrgName", place.organisation())
                .put("opOrgCode", place.code())
                .put("opOrgType", place.type())
                .put("opOrgCityName", place.city())
                .put("opOrgProvinceName", place.province())
                .put("opTime", parcel.timetable().written(scan.at()))
                .put("scanType", scan.code())
                .put("opEmpCode", place.code() + "001")
                .put("memo", scan.text());
        if (!scan.issue().isEmpty()) {
            trace.put("issueName", scan.issue());
        }
        if (scan.code().equals(SIGNED)) {
            trace.put("signoffPeople", scan.text().contains(BY_SENDER) ? "发件人" : "本人");
        }
        return new JsonObject()
                .put("waybillNo", number)
                .put("linkCode", "LP" + number)
                .put("trace", trace);
    }
}
