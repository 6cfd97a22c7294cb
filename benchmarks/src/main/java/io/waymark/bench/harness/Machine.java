package io.waymark.bench.harness;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where something was measured.
 *
 * @param cpu its name, as the system tells it
 * @param processors that this JVM may use
 * @param memoryBytes of the machine; 0 where the system does not tell
 * @param system name and version
 * @param java version and maker of this JVM, which services are started with too
 * @param loadAtStart mean of the last minute before; negative where the system does not tell
 */
public record Machine(String cpu, int processors, long memoryBytes, String system, String java, double loadAtStart) {

    private static final double QUIET_LOAD_PER_PROCESSOR = 0.35;
    private static final long BYTES_PER_KIB = 1024;

    /** As it is now. */
    public static Machine now() {
        return new Machine(
                line("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                memory(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.runtime.version") + " (" + System.getProperty("java.vendor") + ")",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** Whether next to nothing went on before the measurement began. */
    public boolean wasQuiet() {
        return loadAtStart <= QUIET_LOAD_PER_PROCESSOR * processors;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d x %s, %.0f GiB, %s, Java %s, load %.2f at the start",
                processors,
                cpu,
                memoryBytes / (double) (1 << 30),
                system,
                java,
                loadAtStart);
    }

    private static long memory() {
        String digits = line("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits) * BYTES_PER_KIB;
    }

    /** What stands behind the colon in the first line that begins so; empty where there is no such file. */
    private static String line(String file, String beginning) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(beginning))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
