package io.waymark.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The built product, run as its user runs it: a launcher process with its children, on the standard ports. */
final class Product {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path JAR = ROOT.resolve("quickstart-app/target/quickstart-app.jar");
    private static final Duration START = Duration.ofSeconds(180);

    private final Path data;
    private final Path output;
    private final Map<String, String> environment;
    private Process launcher;

    Product(Path data, Map<String, String> environment) {
        this.data = data;
        this.output = data.resolveSibling(data.getFileName() + ".out");
        this.environment = environment;
    }

    /** Returns when it says that it is ready. */
    void start(String... options) {
        startUntil("Waymark is ready", options);
    }

    /** Returns when it says this; it goes on starting. */
    void startUntil(String words, String... options) {
        launcher = launch(output, options);
        await().atMost(START).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            assertThat(launcher.isAlive()).as(said()).isTrue();
            assertThat(said()).contains(words);
        });
    }

    /** Another launcher beside this one, on the same data unless the options say otherwise; waits for its end. */
    Ended startBeside(String... options) {
        Path beside = data.resolveSibling("beside.out");
        Process process = launch(beside, options);
        return ended(process, beside);
    }

    /** The script that users call, with options that make it end by itself. */
    static Ended script(Path output, String... options) {
        return ended(
                run(
                        output,
                        Map.of(),
                        Stream.concat(Stream.of(ROOT.resolve("quickstart").toString()), Stream.of(options))
                                .toList()),
                output);
    }

    /** SIGTERM; returns how long it took until the launcher had ended. */
    Duration stop() {
        long began = System.nanoTime();
        launcher.destroy();
        await().atMost(Duration.ofSeconds(30)).until(() -> !launcher.isAlive());
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** It stops as soon as its users were promised, and leaves no process. */
    void assertStops() {
        List<ProcessHandle> running = processes();
        assertThat(stop()).isLessThan(Duration.ofSeconds(15));
        await().untilAsserted(() -> assertThat(running).noneMatch(ProcessHandle::isAlive));
    }

    /** SIGKILL, which leaves the children without their launcher. */
    void killLauncher() {
        launcher.destroyForcibly();
        await().atMost(Duration.ofSeconds(10)).until(() -> !launcher.isAlive());
    }

    boolean isRunning() {
        return launcher != null && launcher.isAlive();
    }

    /** The launcher, its children, and PostgreSQL, which is nobody's child. */
    List<ProcessHandle> processes() {
        List<ProcessHandle> all = new ArrayList<>(launcher.descendants().toList());
        all.add(launcher.toHandle());
        Postmaster.of(new DataDirectory(data).database()).ifPresent(postmaster -> {
            all.add(postmaster);
            all.addAll(postmaster.descendants().toList());
        });
        return all;
    }

    /** The process of one part. */
    ProcessHandle process(Part part) {
        return launcher.descendants()
                .filter(process ->
                        process.info().commandLine().orElse("").contains(JavaCommand.mark(part.label()) + " "))
                .findFirst()
                .orElseThrow();
    }

    /** What the launcher printed so far. */
    String said() {
        return read(output);
    }

    /** What became of a process that ended by itself. */
    record Ended(int status, String output) {}

    private Process launch(Path output, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dwaymark.root=" + ROOT,
                "-cp",
                JAR.toString(),
                Quickstart.class.getName(),
                "--data",
                data.toString(),
                "--no-demo"));
        command.addAll(List.of(options));
        return run(output, environment, command);
    }

    private static Process run(Path output, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Ended ended(Process process, Path output) {
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS))
                    .as("ends by itself")
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return new Ended(process.exitValue(), read(output));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
