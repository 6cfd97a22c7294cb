package io.waymark.console.web;

import io.waymark.api.access.Scopes;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a page may lead on to. */
final class Places {

    /**
     * A part of the console.
     *
     * @param text the key of its name
     * @param scope without which nobody may see it
     */
    record Part(String path, String text, String scope) {

        boolean holds(String place) {
            return place.equals(path) || !path.equals(HOME) && place.startsWith(path + "/");
        }
    }

    /** Stands for a scope: only those may see it who run the installation. */
    static final String STAFF = "staff";

    // spotless:off
    /** In the order of the menu. */
    static final List<Part> PARTS = List.of(
            new Part("/ui/",            "nav.overview",    Scopes.READ),
            new Part("/ui/shipments",   "nav.shipments",   Scopes.READ),
            new Part("/ui/imports",     "nav.imports",     Scopes.READ),
            new Part("/ui/settlements", "nav.settlements", Scopes.READ),
            new Part("/ui/carriers",    "nav.carriers",    Scopes.READ),
            new Part("/ui/dead-letters", "nav.deadLetters", STAFF),
            new Part("/ui/webhooks",    "nav.webhooks",    Scopes.READ),
            new Part("/ui/merchants",   "nav.merchants",   Scopes.OPERATE),
            new Part("/ui/keys",        "nav.keys",        Scopes.OPERATE));
    // spotless:on

    /** Where everybody may go. */
    static final String HOME = "/ui/";

    /** A path of ours: nothing that a browser could take for another host, nor for the end of a header. */
    private static final Pattern OWN = Pattern.compile("/ui(/[\\w./-]*)?([?][\\w.~%&=+:*,/-]*)?");

    /** The pages that forms stand on, before what the forms add. */
    private static final Pattern WITH_FORM =
            Pattern.compile("(/ui/(?:(?:webhooks|imports|dead-letters)(?:/[0-9a-f-]{36})?"
                    + "|keys|merchants|register|sign-in))(?:/.*)?");

    private static final int MAX_LENGTH = 2000;

    /** Pages that belong to a part, and do not stand below it. */
    private static final Map<String, String> WITHIN =
            Map.of("/ui/rejections", "/ui/dead-letters", "/ui/replays", "/ui/dead-letters");

    private Places() {}

    /** The place of the menu that a path belongs to; most are their own. */
    static String within(String path) {
        return WITHIN.getOrDefault(path, path);
    }

    /** The page that a form stands on that is sent to this path; the first page for those that stand on many. */
    static String ofForm(String path) {
        Matcher form = WITH_FORM.matcher(path);
        return form.matches() ? form.group(1) : HOME;
    }

    /** The place that was asked for, if it is one of ours; the first page otherwise. */
    static String own(@Nullable String place) {
        return place != null
                        && place.length() <= MAX_LENGTH
                        && !place.contains("//")
                        && OWN.matcher(place).matches()
                ? place
                : HOME;
    }
}
