package io.waymark.console.web;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a page is dark on light or light on dark. */
public enum Theme {
    /** As the person's system is. */
    SYSTEM,
    LIGHT,
    DARK;

    /** How it is chosen, e.g. {@code dark}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The theme of a code; the system's for anything else. */
    static Theme of(@Nullable String code) {
        return Arrays.stream(values())
                .filter(theme -> theme.code().equals(code))
                .findFirst()
                .orElse(SYSTEM);
    }
}
