package io.waymark.console.track;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** What every page tells the browser besides. */
final class PageHeaders {

    /** A parcel moves slowly, and who reloads wants to see that it has. */
    static final String KEPT = "private, max-age=30";

    static final String NOT_KEPT = "no-store";

    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:;"
            + " base-uri 'none'; form-action 'none'; frame-ancestors ";

    private PageHeaders() {}

    /** @param origins of the pages that may have this one in a frame; none at all: nobody may */
    static Map<String, String> of(Language language, Collection<String> origins, String cacheControl) {
        return new TreeMap<>(Map.of(
                "Content-Type", "text/html;charset=UTF-8",
                "Content-Language", language.tag(),
                "Vary", "Accept-Language",
                "Cache-Control", cacheControl,
                "Content-Security-Policy", POLICY + (origins.isEmpty() ? "'none'" : String.join(" ", origins)),
                "Referrer-Policy", "no-referrer",
                "X-Content-Type-Options", "nosniff",
                "X-Robots-Tag", "noindex, nofollow, noarchive"));
    }
}
