package io.waymark.sandbox.carrier;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A subscription as it was asked for. Fields of a wrong type give a {@link ClassCastException}. */
final class Kuaidi100Request {

    private static final Pattern COMPANY = Pattern.compile("[a-z0-9]{2,40}");
    private static final Pattern NUMBER = Pattern.compile("[\\x21-\\x7e]{6,32}");

    private static final Set<String> SWITCH = Set.of("", "0", "1");

    private static final List<String> SHOWN = List.of(
            "resultv2",
            "autoCom",
            "interCom",
            "departureCountry",
            "departureCom",
            "destinationCountry",
            "destinationCom");

    private final String key;
    private final String company;
    private final String number;
    private final String destination;
    private final JsonObject parameters;

    Kuaidi100Request(JsonObject param) {
        key = text(param, "key");
        company = text(param, "company");
        number = text(param, "number").toUpperCase(Locale.ROOT);
        destination = text(param, "to");
        parameters = param.getJsonObject("parameters", new JsonObject());
    }

    /** @param recognised whether it knows whose a number is */
    Kuaidi100Answer judge(String rightKey, Predicate<String> recognised) {
        if (!key.equals(rightKey)) {
            return Kuaidi100Answer.WRONG_KEY;
        }
        boolean findsOut = parameter("autoCom").equals("1");
        if (findsOut ? !company.isEmpty() : !COMPANY.matcher(company).matches()) {
            return findsOut ? Kuaidi100Answer.BAD_DATA : Kuaidi100Answer.NO_COMPANY;
        }
        if (!NUMBER.matcher(number).matches() || !isAddress(parameter("callbackurl"))) {
            return Kuaidi100Answer.BAD_DATA;
        }
        if (!Kuaidi100Words.isDetail(parameter("resultv2"), destination) || !endsAreRight() || !phoneIsRight()) {
            return Kuaidi100Answer.BAD_DATA;
        }
        return findsOut && !recognised.test(number) ? Kuaidi100Answer.NOT_FOUND : Kuaidi100Answer.ACCEPTED;
    }

    private boolean phoneIsRight() {
        return parameter("phone").isEmpty() || Kuaidi100Words.isPhone(parameter("phone"));
    }

    private boolean endsAreRight() {
        return SWITCH.contains(parameter("autoCom"))
                && SWITCH.contains(parameter("interCom"))
                && Stream.of("departureCountry", "destinationCountry")
                        .map(this::parameter)
                        .allMatch(country -> country.isEmpty() || country.matches("[A-Z]{2}"))
                && Stream.of("departureCom", "destinationCom")
                        .map(this::parameter)
                        .allMatch(end -> end.isEmpty() || COMPANY.matcher(end).matches());
    }

    Kuaidi100Subscription.Terms terms() {
        return new Kuaidi100Subscription.Terms(
                company,
                number,
                parameter("callbackurl"),
                parameters.getString("salt"),
                parameter("resultv2"),
                parameter("interCom").equals("1"),
                parameter("destinationCom"));
    }

    /** For whoever wants to see what was asked. Without key, salt, phone and places. */
    JsonObject summary() {
        JsonObject summary = new JsonObject()
                .put("company", company)
                .put("number", number)
                .put("callbackUrl", parameter("callbackurl"))
                .put("salted", parameters.getString("salt") != null)
                .put("phone", !parameter("phone").isEmpty());
        SHOWN.forEach(name -> summary.put(name, parameter(name)));
        return summary;
    }

    private String parameter(String name) {
        return text(parameters, name);
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
