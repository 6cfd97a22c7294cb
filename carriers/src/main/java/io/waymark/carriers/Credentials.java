package io.waymark.carriers;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The secrets of one provider under the provider's own names, e.g. {@code salts}. Where several are in use at a time
 * (rotation) the newest comes first.
 *
 * @param values each name with its values; a name without values is the same as no name
 */
public record Credentials(Map<String, List<String>> values) {

    /** Blanks around a value are a slip of whoever wrote the list, and an empty value is none. */
    public Credentials {
        values = values.entrySet().stream()
                .collect(toUnmodifiableMap(Map.Entry::getKey, entry -> entry.getValue().stream()
                        .map(String::strip)
                        .filter(value -> !value.isEmpty())
                        .toList()));
    }

    /** Every value of that name, newest first; empty if it is not configured. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The newest value of that name; empty if it is not configured. */
    public Optional<String> newest(String name) {
        return all(name).stream().findFirst();
    }

    /** Names only: the values are secrets. */
    @Override
    public String toString() {
        return "Credentials" + values.keySet();
    }
}
