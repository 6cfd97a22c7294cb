package io.waymark.poller.subscription;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

/** Accounts at Kuaidi100 and STO, on a port where the test's {@link ProviderStandIn} is going to listen. */
public final class ProviderResource implements QuarkusTestResourceLifecycleManager {

    private Map<String, String> more = Map.of();

    /** Further settings of one test. */
    @Override
    public void init(Map<String, String> settings) {
        more = settings;
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(accounts("http://localhost:" + freePort()));
        settings.putAll(more);
        return settings;
    }

    private static Map<String, String> accounts(String url) {
        return Map.ofEntries(
                Map.entry("waymark.kuaidi100.url", url + "/kuaidi100/"),
                Map.entry("waymark.kuaidi100.key", "test-key"),
                Map.entry("waymark.kuaidi100.customer", "unused-here"),
                Map.entry("waymark.kuaidi100.master-secrets", "quickstart-master-secret,older"),
                Map.entry("waymark.kuaidi100.callback-base", "http://hooks.example.test"),
                Map.entry("waymark.sto.url", url + "/sto"),
                Map.entry("waymark.sto.app-key", "test-app"),
                Map.entry("waymark.sto.app-code", "test-code"),
                Map.entry("waymark.sto.secrets", "TESTSTOSECRET0001"),
                Map.entry("waymark.sto.article-enabled", "true"),
                Map.entry("waymark.api.keys", "acme=key-of-acme"),
                Map.entry("waymark.attention.every", "1s"),
                Map.entry("waymark.polling.enabled", "false"),
                Map.entry("waymark.retry.base", "PT0.2S"),
                Map.entry("waymark.pace.breaker-base", "PT0.2S"),
                Map.entry("waymark.calls.answer-timeout", "1s"));
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
