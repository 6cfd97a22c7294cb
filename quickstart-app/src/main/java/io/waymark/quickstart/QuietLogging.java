package io.waymark.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.logging.LogManager;

/**
 * Logging of the parts that bring none of their own: warnings only, one line each. Named by the system property
 * {@code java.util.logging.config.class}; the JVM makes one at its first log record.
 */
public final class QuietLogging {

    private static final String SETTINGS = "quiet-logging.properties";

    /** Reads the settings. Throws {@link IOException} if they cannot be read, which leaves the JVM's defaults. */
    public QuietLogging() throws IOException {
        try (InputStream settings = QuietLogging.class.getResourceAsStream(SETTINGS)) {
            LogManager.getLogManager().readConfiguration(Objects.requireNonNull(settings, SETTINGS));
        }
    }
}
