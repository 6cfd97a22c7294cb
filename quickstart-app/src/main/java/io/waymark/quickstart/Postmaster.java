package io.waymark.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL's first process. It leaves the process tree of whoever started it, and so outlives a JVM that is killed;
 * only {@code postmaster.pid} in the data directory still names it.
 */
final class Postmaster {

    private Postmaster() {}

    /** The process that serves this data directory; empty if none does, even where the file names one. */
    static Optional<ProcessHandle> of(Path directory) {
        try {
            List<String> lines = Files.readAllLines(directory.resolve("postmaster.pid"));
            return lines.stream()
                    .limit(1)
                    .map(String::strip)
                    .filter(pid -> pid.matches("\\d{1,10}"))
                    .findFirst()
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                    .filter(process -> serves(process, directory));
        } catch (IOException noServer) {
            return Optional.empty();
        }
    }

    private static boolean serves(ProcessHandle process, Path directory) {
        return process.info()
                .commandLine()
                .filter(line -> line.contains("postgres") && line.contains(directory.toString()))
                .isPresent();
    }
}
