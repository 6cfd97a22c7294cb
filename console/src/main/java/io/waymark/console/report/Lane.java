package io.waymark.console.report;

import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.console.place.Places;
import io.waymark.console.readmodel.Conditions;
import io.waymark.console.readmodel.LaneEnds;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From where to where parcels go; null where any place will do.
 *
 * @param origin a province of China without 省, 市 or 自治区, or another country's ISO 3166 code
 * @param destination the same
 */
public record Lane(@Nullable String origin, @Nullable String destination) {

    static final Lane ANY = new Lane(null, null);

    private static final Pattern FORM = Pattern.compile("([^-－—–→>]+)[-－—–→>]+([^-－—–→>]+)");

    private static final Pattern COUNTRY = Pattern.compile("[A-Za-z]{2}");

    /** Reads the query parameter {@code lane}, e.g. {@code 广东-北京} or {@code Guangdong-*}. Fails with 400. */
    public static Lane of(@Nullable String given) {
        if (given == null) {
            return ANY;
        }
        Matcher sides = FORM.matcher(given.strip());
        if (!sides.matches()) {
            throw malformed();
        }
        return new Lane(side(sides.group(1).strip()), side(sides.group(2).strip()));
    }

    void addTo(Conditions conditions, LaneEnds ends) {
        if (origin != null) {
            conditions.and(ends.origin() + " = ?", origin);
        }
        if (destination != null) {
            conditions.and(ends.destination() + " = ?", destination);
        }
    }

    private static @Nullable String side(String text) {
        if (text.equals("*")) {
            return null;
        }
        String place = Places.of(text, COUNTRY.matcher(text).matches() ? text : null);
        if (place.isEmpty()) {
            throw malformed();
        }
        return place;
    }

    private static ProblemException malformed() {
        return ProblemException.of(
                ProblemType.MALFORMED,
                "lane",
                "must be two places with a hyphen between them, e.g. 广东-北京; each a province, a country's two letters or *");
    }
}
