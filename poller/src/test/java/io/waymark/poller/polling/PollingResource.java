package io.waymark.poller.polling;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/**
 * An account at Kuaidi100 that can be asked but not subscribed with, on a port where the test's {@link QueryStandIn} is
 * going to listen. Parcels live a thousand times faster: the gap between two queries is 1.8 s, an hour 3.6 s.
 */
public final class PollingResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.ofEntries(
                Map.entry("waymark.kuaidi100.url", "http://localhost:" + freePort() + "/kuaidi100"),
                Map.entry("waymark.kuaidi100.key", "test-key"),
                Map.entry("waymark.kuaidi100.customer", "test-customer"),
                Map.entry("waymark.api.keys", "acme=key-of-acme"),
                Map.entry("waymark.retry.base", "PT0.2S"),
                Map.entry("waymark.calls.connect-timeout", "1s"),
                Map.entry("waymark.calls.answer-timeout", "1s"),
                Map.entry("waymark.polling.lease", "PT3S"),
                Map.entry("waymark.polling.speed", "1000"),
                Map.entry("waymark.polling.count-every", "1s"),
                Map.entry("waymark.pace.breaker-base", "PT0.5S"),
                Map.entry("waymark.pace.breaker-most", "PT2S"),
                Map.entry("waymark.pace.kuaidi100.rate", "20"),
                Map.entry("waymark.pace.kuaidi100.burst", "10"));
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
