package io.waymark.sandbox.carrier;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** A subscription as it was asked for. Fields of a wrong type give a {@link ClassCastException}. */
final class Kuaidi100Request {

    private static final Pattern COMPANY = Pattern.compile("[a-z0-9]{2,40}");
    private static final Pattern NUMBER = Pattern.compile("[\\x21-\\x7e]{6,32}");

    private final String key;
    private final String company;
    private final String number;
    private final JsonObject parameters;

    Kuaidi100Request(JsonObject param) {
        key = text(param, "key");
        company = text(param, "company");
        number = text(param, "number").toUpperCase(Locale.ROOT);
        parameters = param.getJsonObject("parameters", new JsonObject());
    }

    Kuaidi100Answer judge(String rightKey) {
        if (!key.equals(rightKey)) {
            return Kuaidi100Answer.WRONG_KEY;
        }
        boolean findsOut = company.isEmpty() && text(parameters, "autoCom").equals("1");
        if (!findsOut && !COMPANY.matcher(company).matches()) {
            return Kuaidi100Answer.NO_COMPANY;
        }
        boolean good = NUMBER.matcher(number).matches() && isAddress(text(parameters, "callbackurl"));
        return good ? Kuaidi100Answer.ACCEPTED : Kuaidi100Answer.BAD_DATA;
    }

    Kuaidi100Subscription.Terms terms() {
        return new Kuaidi100Subscription.Terms(
                company,
                number,
                text(parameters, "callbackurl"),
                parameters.getString("salt"),
                text(parameters, "resultv2"));
    }

    /** For whoever wants to see what was asked. Without key, salt and phone. */
    JsonObject summary() {
        return new JsonObject()
                .put("company", company)
                .put("number", number)
                .put("callbackUrl", text(parameters, "callbackurl"))
                .put("salted", parameters.getString("salt") != null)
                .put("resultv2", text(parameters, "resultv2"));
    }

    private static String text(JsonObject object, String field) {
        String value = object.getString(field);
        return value == null ? "" : value.strip();
    }

    private static boolean isAddress(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
