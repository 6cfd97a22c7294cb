package io.waymark.bench.service;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Built services side by side as processes, with settings under which they hold nothing back, in a world of their own. */
public final class Fleet implements AutoCloseable {

    /** All five, those that read first. */
    public static final List<String> SERVICES =
            List.of("webhook-ingest", "normalizer", "notifier", "console", "poller");

    private final Backdrop backdrop;
    private final Map<String, ServiceProcess> services = new LinkedHashMap<>();

    /** Starts these, and returns when all are ready. */
    public Fleet(Backdrop backdrop, List<String> names) throws IOException, InterruptedException {
        this.backdrop = backdrop;
        for (String name : names) {
            services.put(name, ServiceProcess.start(name, settings(backdrop, name)));
        }
        for (ServiceProcess service : services.values()) {
            service.awaitReady();
        }
    }

    /** What a service is started with. */
    public static Map<String, String> settings(Backdrop backdrop, String service) throws IOException {
        Map<String, String> settings = new HashMap<>(backdrop.settings(Map.of(
                "quarkus.shutdown.delay", "0S",
                "waymark.api.keys", "bench-key",
                "waymark.settlement.hold", "PT0S",
                "waymark.gateway.rate", "100000",
                "waymark.gateway.parallel", "32",
                "waymark.webhook.master-secrets", "bench-webhook-secret",
                "waymark.normalizer.state-dir", directory("streams"),
                "waymark.ingest.spool.dir", directory("spool"))));
        if (service.equals("webhook-ingest")) {
            settings.put("quarkus.http.port", Integer.toString(backdrop.ingestPort));
        }
        return settings;
    }

    private static String directory(String purpose) throws IOException {
        return Files.createTempDirectory("waymark-" + purpose).toString();
    }

    public Backdrop backdrop() {
        return backdrop;
    }

    /** By their names. */
    public Map<String, ServiceProcess> services() {
        return services;
    }

    /** Ends the services; their world goes on. */
    @Override
    public void close() {
        services.values().parallelStream().forEach(ServiceProcess::close);
    }
}
