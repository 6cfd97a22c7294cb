package io.waymark.bench.startup;

import io.waymark.bench.harness.Findings;
import io.waymark.bench.harness.Options;
import io.waymark.bench.harness.Plot;
import io.waymark.bench.harness.Table;
import io.waymark.bench.service.Backdrop;
import io.waymark.bench.service.Fleet;
import io.waymark.bench.service.ServiceProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * How soon each service is ready after its process was made, alone on the machine beside Kafka and PostgreSQL, and how much
 * memory it holds then; without and with an archive of its classes from an earlier run. With the collector and the heap that the
 * images have in 512 MiB. What a service holds under load is told by the question {@code end-to-end}.
 */
public final class StartupQuestion {

    /** Beside those that all questions have. */
    public static final Set<String> OPTIONS = Set.of("rounds", "service", "java");

    private static final List<String> AS_IN_IMAGES = List.of("-Xmx307m", "-XX:+UseSerialGC");
    private static final Path TARGET = Path.of("benchmarks", "target");

    private final Findings findings;
    private final Backdrop backdrop;
    private final int rounds;
    private final long idleMillis;
    private final boolean quick;
    private final Table table;
    private final Map<String, List<Double>> bars = new LinkedHashMap<>();

    private StartupQuestion(Options options, Findings findings, Backdrop backdrop) {
        this.findings = findings;
        this.backdrop = backdrop;
        this.rounds = options.number("rounds", 3, 1);
        this.quick = options.isShort();
        this.idleMillis = 1000L * options.seconds(3, 0);
        this.table = findings.table(
                "Starts, medians of " + rounds,
                "service",
                "Java",
                "kept from an earlier run",
                "ready after s",
                "CPU s until then",
                "resident MiB, idle");
    }

    /** Answers it. {@code --java} names the homes of JDKs, with commas between. */
    public static void measure(Options options, Findings findings) throws Exception {
        String only = options.text("service", options.isShort() ? "webhook-ingest" : "");
        try (Backdrop backdrop = new Backdrop(Map.of())) {
            StartupQuestion question = new StartupQuestion(options, findings, backdrop);
            List<String> services = Fleet.SERVICES.stream()
                    .filter(service -> only.isEmpty() || only.equals(service))
                    .toList();
            for (String home :
                    options.text("java", System.getProperty("java.home")).split(",", -1)) {
                for (String service : services) {
                    question.starts(service, Path.of(home));
                }
            }
            findings.plot(Plot.bars("startup", "From process to ready", "s", services, question.bars));
        }
    }

    private void starts(String service, Path home) throws IOException, InterruptedException {
        int version = version(home);
        double without = 0;
        for (Archive archive : Archive.of(
                version, TARGET.resolve(service + "-" + version + ".jsa").toAbsolutePath())) {
            start(
                    service,
                    home,
                    archive.making(),
                    0); // makes the archive, and what a first start makes in the database
            List<Start> starts = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                starts.add(start(service, home, archive.using(), idleMillis));
            }
            double ready = Start.median(starts, Start::readySeconds);
            table.row(
                    service,
                    version,
                    archive.name(),
                    ready,
                    Start.median(starts, Start::cpuSeconds),
                    Start.median(starts, Start::residentMebibytes));
            bars.computeIfAbsent("Java " + version + ", " + archive.name(), name -> new ArrayList<>())
                    .add(ready);
            if (archive.making().isEmpty()) {
                without = Start.median(starts, Start::cpuSeconds);
            } else {
                findings.ratio(
                        service + ", Java " + version + ": processor time without to with " + archive.name(),
                        without,
                        Start.median(starts, Start::cpuSeconds));
            }
        }
    }

    private Start start(String service, Path home, List<String> flags, long idle)
            throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(AS_IN_IMAGES);
        options.addAll(flags);
        Map<String, String> settings = Fleet.settings(backdrop, service);
        return Start.of(() -> ServiceProcess.start(home, service, settings, options), idle);
    }

    private static int version(Path home) throws IOException {
        Properties release = new Properties();
        try (BufferedReader file = Files.newBufferedReader(home.resolve("release"))) {
            release.load(file);
        }
        return Integer.parseInt(
                release.getProperty("JAVA_VERSION").replace("\"", "").split("\\.", -1)[0]);
    }
}
