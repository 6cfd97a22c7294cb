package io.waymark.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A sample consumer as its user runs it: a process that is told by its environment what it needs to know. */
final class Sample implements AutoCloseable {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final Process process;
    private final Path output;

    private Sample(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** One that was built as a jar. */
    static Sample java(Path jar, Map<String, String> environment) {
        List<String> command =
                List.of(JAVA, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx96m", "-jar", jar.toString());
        return start(Path.of(""), command, environment);
    }

    /** Starts it; what it says goes to a file of its own. */
    static Sample start(Path directory, List<String> command, Map<String, String> environment) {
        try {
            Path output =
                    Files.createTempFile(Path.of("target"), "sample-", ".log").toAbsolutePath();
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toAbsolutePath().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return new Sample(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whole lines that it said so far. */
    List<String> said() {
        try {
            String all = Files.readString(output);
            return all.substring(0, all.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the end of one that ends by itself; empty if it does not within two minutes. */
    OptionalInt status() {
        try {
            return process.waitFor(2, TimeUnit.MINUTES) ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        assertThat(ended()).isTrue();
    }

    /** SIGTERM; whatever became of it, it has ended after this. */
    @Override
    public void close() {
        process.destroy();
        if (!ended()) {
            process.destroyForcibly();
            throw new AssertionError("does not stop: " + said());
        }
    }

    private boolean ended() {
        try {
            return process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
