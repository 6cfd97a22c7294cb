package io.waymark.ingest.door;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much one account may send.
 *
 * @param count so many callbacks
 * @param per in this time
 */
public record Rate(int count, Duration per) {

    private static final Pattern WRITTEN = Pattern.compile("([1-9]\\d{0,8})/(s|min|h)");

    private static final Map<String, Duration> UNITS =
            Map.of("s", Duration.ofSeconds(1), "min", Duration.ofMinutes(1), "h", Duration.ofHours(1));

    /** Reads {@code 500/s}, {@code 30000/min} or {@code 100000/h}; throws for anything else. */
    public static Rate parse(String text) {
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches()) {
            throw new IllegalArgumentException("no rate such as 500/s, 30000/min or 100000/h: " + text);
        }
        return new Rate(Integer.parseInt(written.group(1)), Objects.requireNonNull(UNITS.get(written.group(2))));
    }
}
