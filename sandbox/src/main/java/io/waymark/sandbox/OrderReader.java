package io.waymark.sandbox;

import static io.waymark.sandbox.http.Orders.text;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.waymark.sandbox.http.InvalidOrderException;
import io.waymark.sandbox.journey.Journeys;
import io.waymark.sandbox.journey.Parcel;
import io.waymark.sandbox.journey.Place;
import io.waymark.sandbox.journey.Provider;
import io.waymark.sandbox.journey.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code POST /sandbox/parcels}. A field that is missing, of the wrong type or out of range gives an
 * {@link InvalidOrderException} that names it.
 */
final class OrderReader {

    /** A delivered parcel takes about a minute. */
    static final double DEFAULT_SPEED = 3_000;

    private static final double MAX_SPEED = 10_000_000;
    private static final int MAX_NODES = 200;
    private static final long DEFAULT_AFTER_SECONDS = 3_600;
    private static final long MAX_AFTER_SECONDS = Duration.ofDays(90).toSeconds();
    private static final Pattern CARRIER = Pattern.compile("[a-z0-9_]{2,40}");
    private static final Pattern NUMBER = Pattern.compile("[\\x20-\\x7e]{1,64}");

    private static final List<String> THIRTYPOST_SECTIONS = List.of("base", "customs", "aireline", "cnExpress");

    private final Journeys journeys;

    OrderReader(Journeys journeys) {
        this.journeys = journeys;
    }

    Parcel.Order read(JsonObject json) {
        Provider provider = Provider.of(text(json, "provider"))
                .orElseThrow(() -> new InvalidOrderException("provider", "must be kuaidi100, sto or thirtypost"));
        String carrier = matching(CARRIER, text(json, "carrier"), "carrier");
        if (provider == Provider.STO && !carrier.equals("sto")) {
            throw new InvalidOrderException("carrier", "must be sto, which is all that this provider tells of");
        }
        if (provider == Provider.THIRTYPOST && !carrier.equals("thirtypost")) {
            throw new InvalidOrderException("carrier", "must be thirtypost, which is all that this provider tells of");
        }
        String number = matching(NUMBER, text(json, "trackingNumber").strip(), "trackingNumber");
        Object script = json.getValue("script", "delivered");
        List<Step> steps =
                script instanceof JsonArray nodes ? steps(nodes, provider) : journey(script, provider, number);
        String name = script instanceof JsonArray ? "custom" : script.toString();
        return new Parcel.Order(
                provider,
                carrier,
                number,
                name,
                steps,
                speed(json),
                account(json, provider),
                inArticleDialect(json, provider));
    }

    private List<Step> journey(@Nullable Object script, Provider provider, String number) {
        return journeys.find(String.valueOf(script), provider, number)
                .orElseThrow(() -> new InvalidOrderException(
                        "script", "must be a list of nodes or one of " + new TreeSet<>(journeys.names())));
    }

    private static List<Step> steps(JsonArray nodes, Provider provider) {
        if (nodes.isEmpty() || nodes.size() > MAX_NODES) {
            throw new InvalidOrderException("script", "must have 1 to " + MAX_NODES + " nodes");
        }
        List<Step> steps = new ArrayList<>();
        Duration at = Duration.ZERO;
        for (Object node : nodes) {
            if (!(node instanceof JsonObject fields)) {
                throw new InvalidOrderException("script", "a node must be an object with code, text, after");
            }
            at = at.plusSeconds(after(fields, steps.isEmpty()));
            steps.add(new Step.Scan(
                    at, code(fields, provider), text(fields, "text"), Place.HANGZHOU, text(fields, "issue")));
        }
        return steps;
    }

    private static long after(JsonObject node, boolean first) {
        Object after = node.getValue("after", first ? 0L : DEFAULT_AFTER_SECONDS);
        if (after instanceof Number number && number.longValue() >= 0 && number.longValue() <= MAX_AFTER_SECONDS) {
            return number.longValue();
        }
        throw new InvalidOrderException("script", "after must be seconds of life, 0 to " + MAX_AFTER_SECONDS);
    }

    private static String code(JsonObject node, Provider provider) {
        String code = text(node, "code");
        if (provider == Provider.THIRTYPOST && !THIRTYPOST_SECTIONS.contains(code)) {
            throw new InvalidOrderException("script", "a node's code must be one of " + THIRTYPOST_SECTIONS);
        }
        if (code.isEmpty() || code.length() > 40) {
            throw new InvalidOrderException("script", "a node's code must have 1 to 40 characters");
        }
        return code;
    }

    private static double speed(JsonObject json) {
        Object speed = Objects.requireNonNullElse(json.getValue("speed"), DEFAULT_SPEED);
        if (speed instanceof Number number && number.doubleValue() >= 1 && number.doubleValue() <= MAX_SPEED) {
            return number.doubleValue();
        }
        throw new InvalidOrderException("speed", "must be a number from 1 (as in life) to 10000000");
    }

    private static boolean account(JsonObject json, Provider provider) {
        String callback = text(json, "callback");
        if (callback.isEmpty() || (callback.equals("account") && provider == Provider.KUAIDI100)) {
            return !callback.isEmpty();
        }
        throw new InvalidOrderException("callback", "must be absent, or account (kuaidi100 only)");
    }

    private static boolean inArticleDialect(JsonObject json, Provider provider) {
        String dialect = text(json, "dialect");
        if (dialect.isEmpty() || (dialect.equals("article") && provider == Provider.STO)) {
            return !dialect.isEmpty();
        }
        throw new InvalidOrderException("dialect", "must be absent, or article (sto only)");
    }

    private static String matching(Pattern pattern, String value, String field) {
        if (pattern.matcher(value).matches()) {
            return value;
        }
        throw new InvalidOrderException(field, "must match " + pattern.pattern());
    }
}
