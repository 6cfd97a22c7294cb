package io.waymark.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form of a log line, constant words and then {@code key=%s} pairs, e.g.
 * {@code "callback rejected provider=%s reason=%s bytes=%d"}.
 *
 * @param keys of each value of the line, in the order of its values; null of one without a key
 */
record LogTemplate(List<@Nullable String> keys) {

    /** A conversion of {@link java.util.Formatter} that takes a value, and the key in front of it if there is one. */
    private static final Pattern VALUE =
            Pattern.compile("(?:(?<![\\w-])([A-Za-z]\\w*)=)?%(%|n|[-#+ 0,(]*\\d*(?:\\.\\d+)?[A-Za-z])");

    static LogTemplate of(String template) {
        List<@Nullable String> keys = new ArrayList<>();
        Matcher values = VALUE.matcher(template);
        while (values.find()) {
            String conversion = values.group(2);
            if (!conversion.equals("%") && !conversion.equals("n")) {
                keys.add(values.group(1));
            }
        }
        return new LogTemplate(keys);
    }

    /** Names each value that has a key. */
    void fields(@Nullable Object[] values, BiConsumer<String, String> field) {
        for (int i = 0; i < Math.min(values.length, keys.size()); i++) {
            String key = keys.get(i);
            if (key != null) {
                field.accept(key, String.valueOf(values[i]));
            }
        }
    }
}
