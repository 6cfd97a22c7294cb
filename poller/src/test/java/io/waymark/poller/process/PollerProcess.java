package io.waymark.poller.process;

import io.waymark.sandbox.infra.BuiltService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;

/** The built service as a process of its own, to be killed. */
record PollerProcess(BuiltService service) implements AutoCloseable {

    private static final String MASTER_KEY = "test:YS1tYXN0ZXIta2V5LW9mLXRlc3RzLCAzMiBieXRlcyE=";

    /** Starts it; it is ready some seconds later. */
    static PollerProcess start(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("waymark.sealing.keys", MASTER_KEY));
        all.putAll(settings);
        return new PollerProcess(BuiltService.start("poller", all));
    }

    boolean isAlive() {
        return service.isAlive();
    }

    /** The sum of a metric over its labels; 0 as long as there is none, or nobody answers. */
    double metric(String name) {
        URI uri = URI.create("http://localhost:" + service.managementPort() + "/q/metrics");
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        service.kill();
    }

    @Override
    public void close() {
        service.close();
    }
}
