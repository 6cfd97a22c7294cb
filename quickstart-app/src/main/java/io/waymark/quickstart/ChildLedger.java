package io.waymark.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The list, on disk, of the processes a launcher started, so that the next launcher can clear them away if this one is
 * killed. A line is {@code pid startMillis part}: a process id alone may by then belong to somebody else.
 */
final class ChildLedger {

    private final Path file;

    /** Those of this launcher, which must be stopped even if somebody deletes the file meanwhile. */
    private final Set<String> own = new LinkedHashSet<>();

    ChildLedger(Path file) {
        this.file = file;
    }

    /** Adds a process that was just started. */
    synchronized void add(Part part, ProcessHandle process) {
        long started = startOf(process).map(Instant::toEpochMilli).orElse(0L);
        String line = process.pid() + " " + started + " " + part.label();
        own.add(line);
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets all: they are gone. */
    synchronized void clear() {
        own.clear();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of the parts of one role that are still there. A line that cannot be read is passed over. */
    synchronized List<ProcessHandle> alive(Part.Role role) {
        Set<String> lines = new LinkedHashSet<>(own);
        lines.addAll(written());
        return lines.stream().flatMap(line -> alive(role, line).stream()).toList();
    }

    private List<String> written() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
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
