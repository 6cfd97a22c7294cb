package io.waymark.sandbox.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server that outlived the JVM which started it. It still writes to its directory, so a second one beside it would
 * refuse to start, or worse, the newcomer would talk to it unawares.
 */
final class LeftoverPostgres {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private LeftoverPostgres() {}

    /** Stops the server that {@code postmaster.pid} of this directory names, if there is one; else does nothing. */
    static void stop(Path directory) {
        Path file = directory.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        ProcessHandle.of(pid(file)).filter(LeftoverPostgres::isPostgres).ifPresent(LeftoverPostgres::stop);
        try {
            // whoever has the number now is not a server of ours, which PostgreSQL could not know
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    private static long pid(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.isEmpty() ? -1 : Long.parseLong(lines.get(0).strip());
        } catch (IOException | NumberFormatException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .filter(path -> path.endsWith("/postgres"))
                .isPresent();
    }

    /** "Fast shutdown": open transactions are rolled back, nothing committed is lost. By force if that takes too long. */
    private static void stop(ProcessHandle server) {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(server.pid()))
                    .start()
                    .waitFor();
            server.onExit().get(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            server.destroyForcibly();
            server.onExit().join();
        } catch (IOException | ExecutionException e) {
            throw new IllegalStateException("cannot stop the server with pid " + server.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
