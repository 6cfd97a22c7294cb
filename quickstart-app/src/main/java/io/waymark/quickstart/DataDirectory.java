package io.waymark.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where one installation keeps what it knows:
 *
 * <pre>
 *   DIR/state/NAME      what survives a restart, a folder for each part; also its working directory
 *   DIR/logs/NAME.log   what a part wrote since the start; NAME.log.1 of the run before
 *   DIR/quickstart.pid  the launcher that uses this directory, locked while it lives
 *   DIR/children.pid    the processes it started
 * </pre>
 */
record DataDirectory(Path path) {

    /** The launcher's name among the logs. */
    static final String LAUNCHER = "quickstart";

    Path runLock() {
        return path.resolve("quickstart.pid");
    }

    Path children() {
        return path.resolve("children.pid");
    }

    Path log(String name) {
        return path.resolve("logs").resolve(name + ".log");
    }

    /** PostgreSQL's data directory. */
    Path database() {
        return path.resolve("state").resolve(Part.POSTGRESQL.label()).resolve("data");
    }

    /** The folder of a part's state; made here if it is not there yet. */
    Path state(Part part) {
        return made(path.resolve("state").resolve(part.label()));
    }

    /** Makes the directory and its folders for logs and state. */
    void create() {
        made(path.resolve("logs"));
        made(path.resolve("state"));
    }

    /**
     * Deletes every part's state and logs, whoever wrote them, for the parts would go on from them; and nothing else, for
     * the caller may have named a directory that holds other things.
     */
    void wipe() {
        for (Part part : Part.values()) {
            delete(path.resolve("state").resolve(part.label()));
            deleteLogs(part.label());
        }
        deleteLogs(LAUNCHER);
    }

    private void deleteLogs(String name) {
        delete(log(name));
        delete(before(log(name)));
    }

    /** Sets the logs of the run before aside, replacing those of the run before that. */
    void rotateLogs() {
        try (Stream<Path> logs = Files.list(path.resolve("logs"))) {
            for (Path log :
                    logs.filter(file -> file.toString().endsWith(".log")).toList()) {
                Files.move(log, before(log), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a log is kept for one more run. */
    private static Path before(Path log) {
        return Path.of(log + ".1");
    }

    private static Path made(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new StartException("cannot make the directory " + directory + ": " + e, e);
        }
    }

    private static void delete(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new StartException("cannot delete " + tree + ": " + e, e);
        }
    }
}
