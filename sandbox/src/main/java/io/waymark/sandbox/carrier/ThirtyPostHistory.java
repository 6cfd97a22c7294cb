package io.waymark.sandbox.carrier;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.waymark.sandbox.journey.Parcel;
import io.waymark.sandbox.journey.Step;
import java.util.List;

/**
 * 30post's answer to a tracking query: four sections of free text, each newest first. One that has entries is an object,
 * one that has none an empty list, as in the samples of the page; {@code success} is a text here.
 */
final class ThirtyPostHistory {

    /** As in the answer; the third is spelt so. */
    private static final List<String> SECTIONS = List.of("base", "customs", "aireline", "cnExpress");

    private ThirtyPostHistory() {}

    /** Of a number of which nothing is known but that it exists. */
    static JsonObject empty() {
        JsonObject answer = new JsonObject().put("success", "1");
        SECTIONS.forEach(section -> answer.put(section, new JsonArray()));
        return answer;
    }

    static JsonObject of(Parcel parcel) {
        JsonObject answer = empty();
        for (Step.Scan scan : parcel.scans()) {
            Object section = answer.getValue(scan.code());
            JsonObject filled = section instanceof JsonObject object
                    ? object
                    : new JsonObject().put("success", "1").put("value", new JsonArray());
            filled.getJsonArray("value").getList().add(0, entry(parcel, scan));
            answer.put(scan.code(), filled);
        }
        return answer;
    }

    /** Values have stray blanks around them. */
    private static JsonObject entry(Parcel parcel, Step.Scan scan) {
        JsonObject entry = new JsonObject()
                .put("expressionNo", numberIn(scan.code(), parcel.order().trackingNumber()))
                .put("event", " " + scan.text() + " ")
                .put("address", " " + scan.place().city())
                .put("dateTime", parcel.timetable().written(scan.at()));
        return scan.code().equals("aireline")
                ? entry.put("pcs", "2").put("wgt", "1000").put("flight", "MU").put("flightNo", "MU562")
                : entry;
    }

    /** The domestic carrier has a number of its own. */
    private static String numberIn(String section, String number) {
        return section.equals("cnExpress") ? "98%011d".formatted(Integer.toUnsignedLong(number.hashCode())) : number;
    }
}
