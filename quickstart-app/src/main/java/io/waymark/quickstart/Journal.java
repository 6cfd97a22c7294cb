package io.waymark.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What the launcher tells its user: on standard output, and with the time in {@code logs/quickstart.log}. A log that cannot
 * be written is said on standard error and stops nothing.
 */
final class Journal {

    private final Path log;

    Journal(Path log) {
        this.log = log;
    }

    /** One line, or several with line feeds between. */
    @SuppressWarnings("SystemOut")
    synchronized void say(String text) {
        System.out.println(text);
        System.out.flush();
        String line = Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + text + "\n";
        try {
            Files.writeString(log, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException noLog) {
            System.err.println("quickstart: cannot write " + log + ": " + noLog);
        }
    }
}
