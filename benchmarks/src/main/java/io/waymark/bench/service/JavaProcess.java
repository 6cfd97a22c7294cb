package io.waymark.bench.service;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM beside this one, with the heap that the service has in production. */
public final class JavaProcess implements AutoCloseable, Worker {

    private static final int STOP_SECONDS = 60;
    private static final String HEAP = "-Xmx512m";

    /** Set where nothing is measured in earnest: then a start that is over soon is worth more than speed. */
    private static final String SHORT = "waymark.bench.short";

    private final Process process;

    /** @param arguments of java, behind those about the heap */
    public JavaProcess(Path log, List<String> arguments) throws IOException {
        this(Path.of(System.getProperty("java.home")), log, arguments);
    }

    /**
     * As {@link #JavaProcess(Path, List)}.
     *
     * @param home of the JDK or runtime that runs it
     */
    JavaProcess(Path home, Path log, List<String> arguments) throws IOException {
        String java = home.resolve("bin").resolve("java").toString();
        List<String> fixed =
                Boolean.getBoolean(SHORT) ? List.of(java, HEAP, "-XX:TieredStopAtLevel=1") : List.of(java, HEAP);
        process = new ProcessBuilder(
                        Stream.concat(fixed.stream(), arguments.stream()).toList())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly)); // also when it is cut short
    }

    /** A port that nobody listens on. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    /** As the system numbers it. */
    long pid() {
        return process.pid();
    }

    @Override
    public double cpuSeconds() {
        return process.info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
    }

    /** Asks it to stop and waits; kills it where it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
