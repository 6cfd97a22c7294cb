package io.waymark.bench.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A built service as a process beside this one, with the heap that it has in production. */
public final class ServiceProcess implements AutoCloseable, Worker {

    /** Makes a process that is not ready yet. */
    @FunctionalInterface
    public interface Starter {
        ServiceProcess start() throws IOException;
    }

    private static final int READY_SECONDS = 120;
    private static final long LOOK_MILLIS = 20;
    private static final long BYTES_PER_KIB = 1024;

    private final String module;
    private final JavaProcess process;
    private final int management;
    private final HttpClient http = HttpClient.newHttpClient();

    private ServiceProcess(String module, JavaProcess process, int management) {
        this.module = module;
        this.process = process;
        this.management = management;
    }

    /**
     * Starts it; its log is {@code benchmarks/target/<module>.log}.
     *
     * @param settings by their names as properties
     */
    public static ServiceProcess start(String module, Map<String, String> settings) throws IOException {
        return start(module, settings, List.of());
    }

    /**
     * As {@link #start(String, Map)}.
     *
     * @param options of the JVM, of which each counts before those that services have in production
     */
    public static ServiceProcess start(String module, Map<String, String> settings, List<String> options)
            throws IOException {
        return start(Path.of(System.getProperty("java.home")), module, settings, options);
    }

    /**
     * As {@link #start(String, Map, List)}.
     *
     * @param home of the JDK or runtime that runs it
     */
    public static ServiceProcess start(Path home, String module, Map<String, String> settings, List<String> options)
            throws IOException {
        int management = JavaProcess.freePort();
        List<String> arguments = new ArrayList<>(options);
        arguments.add("-Dquarkus.management.port=" + management);
        settings.forEach((name, value) -> arguments.add("-D" + name + "=" + value));
        arguments.add("-jar");
        arguments.add(
                Path.of(module, "target", "quarkus-app", "quarkus-run.jar").toString());
        Path log = Path.of("benchmarks", "target", module + ".log");
        return new ServiceProcess(module, new JavaProcess(home, log, arguments), management);
    }

    /** @throws IllegalStateException if it does not get ready */
    public void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                if (get("/q/health/ready").statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // it does not listen yet
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        throw new IllegalStateException(module + " does not get ready; see its log");
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    /** The lines of a metric, as Prometheus reads them. */
    public Stream<String> metric(String name) throws IOException, InterruptedException {
        return get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"));
    }

    /** The sum of a metric over those of its lines that contain all of these texts; 0 if there is none. */
    public double sum(String name, String... containing) throws IOException, InterruptedException {
        return metric(name)
                .filter(line -> Stream.of(containing).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Resident memory in bytes. */
    public long residentBytes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElseThrow()
                    * BYTES_PER_KIB;
        }
    }

    @Override
    public double cpuSeconds() {
        return process.cpuSeconds();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + management + path);
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.close();
    }
}
