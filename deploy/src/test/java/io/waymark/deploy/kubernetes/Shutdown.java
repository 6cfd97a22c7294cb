package io.waymark.deploy.kubernetes;

import static io.waymark.deploy.kubernetes.Times.duration;

import io.waymark.deploy.Repository;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a stop takes at most, by the service's own settings and those of the manifests above them.
 *
 * @param delay during which it is served as before
 * @param timeout for what was begun
 * @param emptying of the spool, where there is one
 */
record Shutdown(Duration delay, Duration timeout, Duration emptying) {

    private static final Pattern EMPTYING = Pattern.compile("@WithDefault\\(\"([^\"]+)\"\\)\\s+Duration emptyWithin");

    static Shutdown of(Workload workload) throws IOException {
        Path sources = Repository.path(workload.name() + "/src/main");
        Properties defaults = new Properties();
        try (Reader file = Files.newBufferedReader(sources.resolve("resources/application.properties"))) {
            defaults.load(file);
        }
        String emptying = workload.name().equals("webhook-ingest")
                ? emptying(sources.resolve("java/io/waymark/ingest/SpoolConfig.java"))
                : "0s";
        return new Shutdown(
                set(workload, "QUARKUS_SHUTDOWN_DELAY", defaults.getProperty("quarkus.shutdown.delay", "0s")),
                set(workload, "QUARKUS_SHUTDOWN_TIMEOUT", defaults.getProperty("quarkus.shutdown.timeout")),
                set(workload, "WAYMARK_INGEST_SPOOL_EMPTY_WITHIN", emptying));
    }

    Duration whole() {
        return delay.plus(timeout).plus(emptying);
    }

    private static Duration set(Workload workload, String variable, String byDefault) {
        return duration(workload.settings().getOrDefault(variable, byDefault));
    }

    private static String emptying(Path config) throws IOException {
        Matcher found = EMPTYING.matcher(Files.readString(config));
        if (!found.find()) {
            throw new AssertionError(config + " does not say how long the spool is emptied");
        }
        return found.group(1);
    }
}
