package io.waymark.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The list, on disk, of the processes a launcher started, so that the next launcher can clear them away if this one is
 * killed. A line is {@code pid startMillis part}: a process id alone may by then belong to somebody else.
 */
final class ChildLedger {

    private final Path file;

    ChildLedger(Path file) {
        this.file = file;
    }

    /** Adds a process that was just started. */
    synchronized void add(Part part, ProcessHandle process) {
        long started = startOf(process).map(Instant::toEpochMilli).orElse(0L);
        try {
            Files.writeString(
                    file,
                    process.pid() + " " + started + " " + part.label() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets all: they are gone. */
    synchronized void clear() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of the parts of one role that are still there. A line that cannot be read is passed over. */
    List<ProcessHandle> alive(Part.Role role) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file).stream()
                    .flatMap(line -> alive(role, line).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ProcessHandle> alive(Part.Role role, String line) {
        String[] fields = line.split(" ");
        if (fields.length != 3 || !fields[0].matches("\\d{1,10}") || !fields[1].matches("\\d{1,15}")) {
            return Optional.empty();
        }
        Instant started = Instant.ofEpochMilli(Long.parseLong(fields[1]));
        return Part.labelled(fields[2])
                .filter(part -> part.role() == role)
                .flatMap(part -> ProcessHandle.of(Long.parseLong(fields[0])))
                .filter(process -> startOf(process).equals(Optional.of(started)))
                .filter(process -> isOurs(process, fields[2]));
    }

    private static Optional<Instant> startOf(ProcessHandle process) {
        return process.info().startInstant();
    }

    private static boolean isOurs(ProcessHandle process, String label) {
        return process.info()
                .commandLine()
                .filter(line -> line.contains(JavaCommand.mark(label)))
                .isPresent();
    }
}
