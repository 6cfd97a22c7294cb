package io.waymark.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A part's process. It may be started again after it ended; it is one process at a time. */
final class Child {

    private static final int LINES_TO_SHOW = 25;

    private final Part part;
    private final ProcessBuilder builder;
    private final Path log;
    private final ChildLedger ledger;
    private final Readiness readiness;
    private @Nullable Process process;

    /**
     * @param builder with command, environment and working directory
     * @param log where it writes; appended to when it is started again
     */
    Child(Part part, ProcessBuilder builder, Path log, ChildLedger ledger, Readiness readiness) {
        this.part = part;
        this.builder = builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        this.log = log;
        this.ledger = ledger;
        this.readiness = readiness;
    }

    Part part() {
        return part;
    }

    /** Starts the process and returns at once. */
    synchronized void start() {
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new StartException(part.label() + " cannot be started: " + e, e);
        }
        ledger.add(part, process.toHandle());
    }

    /** Whether the part can do its work. Throws {@link StartException} with the end of its log if it has died. */
    boolean isReady() {
        Process current = started();
        if (!current.isAlive()) {
            throw failure("ended with code " + current.exitValue());
        }
        return readiness.isReady();
    }

    /** Why a start failed, with the end of the part's log. */
    StartException failure(String what) {
        return new StartException(part.label() + " " + what + ". The end of " + log + ":\n\n" + endOfLog());
    }

    /** Completes with the exit code when the process that runs now ends. */
    CompletableFuture<Integer> ended() {
        return started().onExit().thenApply(Process::exitValue);
    }

    /** The process, where one was started; it may have ended. */
    synchronized Optional<ProcessHandle> handle() {
        return Optional.ofNullable(process).map(Process::toHandle);
    }

    private synchronized Process started() {
        if (process == null) {
            throw new IllegalStateException(part.label() + " was not started");
        }
        return process;
    }

    private String endOfLog() {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_TO_SHOW), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
