package io.waymark.deploy.kubernetes;

import java.time.Duration;
import java.util.Locale;

/** How settings write durations. */
final class Times {

    private Times() {}

    /** {@code PT10M}, and what the services take besides: {@code 10m}, {@code 5s}. */
    static Duration duration(String text) {
        String iso = text.toUpperCase(Locale.ROOT);
        return Duration.parse(iso.startsWith("P") ? iso : "PT" + iso);
    }
}
