package io.waymark.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a page's address says about a list. A field of a form that was left empty was not said.
 *
 * @param path of the page
 * @param said by name, in the order of the form
 */
public record ListQuery(String path, Map<String, String> said) {

    /** @param pairs names, each followed by what was said; null if nothing */
    static ListQuery of(String path, @Nullable String... pairs) {
        Map<String, String> said = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            String value = pairs[i + 1];
            if (value != null && !value.isBlank()) {
                said.put(String.valueOf(pairs[i]), value.strip());
            }
        }
        return new ListQuery(path, said);
    }

    /** What was said under a name; null if nothing. */
    public @Nullable String get(String name) {
        return said.get(name);
    }

    /** The same for a form's field: empty if nothing. */
    public String field(String name) {
        return said.getOrDefault(name, "");
    }

    /** Whether the list is not the whole. */
    public boolean isNarrow() {
        return !said.isEmpty();
    }

    /** Whether this and nothing else was said, e.g. {@code status=EXCEPTION}. */
    public boolean isJust(String query) {
        return query().equals(query);
    }

    /** The address of the page that shows the part that follows. */
    public String next(String cursor) {
        return path + "?" + (said.isEmpty() ? "" : query() + "&") + "cursor=" + URLEncoder.encode(cursor, UTF_8);
    }

    /** All that was said, as it stands in an address. */
    public String query() {
        return said.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
