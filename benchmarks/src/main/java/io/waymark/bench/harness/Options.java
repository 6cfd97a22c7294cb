package io.waymark.bench.harness;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What stands behind a question's name: {@code --short} for a look of seconds, {@code --seconds N} for each measured part,
 * {@code --out DIR} for the results, and what the question knows besides, each as {@code --name value}.
 */
public final class Options {

    private static final String SHORT = "short";
    private static final String SECONDS = "seconds";
    private static final String OUT = "out";

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads a command line.
     *
     * @param known options of the question, without the dashes, beside those that every question has
     * @throws IllegalArgumentException for an option that nobody knows, or one without its value
     */
    public static Options of(Set<String> known, String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (name.equals(SHORT)) {
                values.put(SHORT, "true");
            } else if ((known.contains(name) || name.equals(SECONDS) || name.equals(OUT)) && i + 1 < arguments.length) {
                values.put(name, arguments[++i]);
            } else {
                Set<String> all = new TreeSet<>(known);
                all.addAll(Set.of(SHORT, SECONDS, OUT));
                throw new IllegalArgumentException(arguments[i] + " is not among, or lacks its value: " + all);
            }
        }
        return new Options(values);
    }

    /** Whether a look of seconds is wanted, whose numbers say only that all of it works. */
    public boolean isShort() {
        return values.containsKey(SHORT);
    }

    /** How long each measured part shall take: what was asked for, else one of these two. */
    public int seconds(int usually, int whenShort) {
        return number(SECONDS, usually, whenShort);
    }

    /** As {@link #seconds}, where a second is too long for a look. */
    public Duration time(int usuallySeconds, int whenShortMillis) {
        return isShort() && !values.containsKey(SECONDS)
                ? Duration.ofMillis(whenShortMillis)
                : Duration.ofSeconds(seconds(usuallySeconds, 1));
    }

    /** A number that was asked for, else one of these two. */
    public int number(String name, int usually, int whenShort) {
        String value = values.get(name);
        if (value != null) {
            return Integer.parseInt(value.replace("_", ""));
        }
        return isShort() ? whenShort : usually;
    }

    /** A text that was asked for, else this one. */
    public String text(String name, String byDefault) {
        return values.getOrDefault(name, byDefault);
    }

    /** Where results are written; below it each question has its own directory. */
    public Path out() {
        return Path.of(text(OUT, Path.of("benchmarks", "target", "results").toString()));
    }
}
