package io.waymark.sandbox.carrier;

import io.vertx.core.json.JsonObject;

/** A label (面单) to print, as a page of HTML. */
final class StoLabel {

    private StoLabel() {}

    static String html(String number, JsonObject order) {
        return "<!DOCTYPE html><html lang=\"zh\"><head><meta charset=\"utf-8\"><title>" + number
                + "</title></head><body>"
                + "<h1>申通快递 " + number + "</h1><p>571-01 001</p>"
                + "<p>收 " + party(order.getJsonObject("receiver")) + "</p>"
                + "<p>寄 " + party(order.getJsonObject("sender")) + "</p></body></html>";
    }

    private static String party(JsonObject party) {
        StringBuilder text = new StringBuilder();
        for (String part : new String[] {"name", "mobile", "province", "city", "district", "address"}) {
            text.append(text.isEmpty() ? "" : " ").append(escaped(party.getString(part, "")));
        }
        return text.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
