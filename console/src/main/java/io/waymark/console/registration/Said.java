package io.waymark.console.registration;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How an earlier and a later statement about the same thing go together. */
final class Said {

    private Said() {}

    /** Names of the fields that both statements fill, and not with the same. */
    static <T> List<String> contradictions(Map<String, Function<T, @Nullable Object>> fields, T earlier, T later) {
        return fields.entrySet().stream()
                .filter(field -> contradicts(
                        field.getValue().apply(earlier), field.getValue().apply(later)))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The earlier value; where there is none, the later one. */
    static <T> @Nullable T first(@Nullable T earlier, @Nullable T later) {
        return earlier != null ? earlier : later;
    }

    private static boolean contradicts(@Nullable Object earlier, @Nullable Object later) {
        return earlier != null && later != null && !earlier.equals(later);
    }
}
