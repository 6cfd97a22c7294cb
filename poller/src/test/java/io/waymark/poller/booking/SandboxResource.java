package io.waymark.poller.booking;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.waymark.sandbox.SandboxServer;
import io.waymark.sandbox.SandboxSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The simulated carriers, and accounts with those that take orders. */
public final class SandboxResource implements QuarkusTestResourceLifecycleManager {

    private @Nullable SandboxServer sandbox;

    @Override
    public Map<String, String> start() {
        sandbox = SandboxServer.start(SandboxSettings.of(Map.of("WAYMARK_SANDBOX_PORT", "0")));
        String url = sandbox.url();
        return Map.ofEntries(
                Map.entry("sandbox.url", url),
                Map.entry("waymark.api.keys", "acme=key-of-acme,umbra=key-of-umbra"),
                Map.entry("waymark.kuaidi100.url", url + "/kuaidi100"),
                Map.entry("waymark.sto.url", url + "/sto"),
                Map.entry("waymark.sto.app-key", "test-app"),
                Map.entry("waymark.sto.app-code", "test-code"),
                Map.entry("waymark.sto.secrets", "quickstart-sto-secret"),
                Map.entry("waymark.sto.site-code", "666666"),
                Map.entry("waymark.sto.customer-name", "666666000001"),
                Map.entry("waymark.sto.site-password", "test"),
                Map.entry("waymark.sto.order-source", "TEST"),
                Map.entry("waymark.sto.booking-dialect", "link"),
                Map.entry("waymark.sto.article-enabled", "true"),
                Map.entry("waymark.sto.article-url", url + "/sto"),
                Map.entry("waymark.sto.article-customer-id", "quickstart-sto-customer"),
                Map.entry("waymark.sto.article-secret", "quickstart-sto-article-secret"),
                Map.entry("waymark.thirtypost.url", url + "/thirtypost"),
                Map.entry("waymark.thirtypost.access-key", "c2e2e01c-6c95-4146-99d6-815811755603"),
                Map.entry("waymark.thirtypost.secret-key", "5fd68fbe-16a4-4851-bc56-3b1890a40a90"),
                Map.entry("waymark.thirtypost.agency", "test"),
                Map.entry("waymark.attention.every", "1s"),
                Map.entry("waymark.polling.enabled", "false"),
                Map.entry("waymark.retry.base", "PT0.2S"),
                Map.entry("waymark.calls.answer-timeout", "1s"),
                Map.entry("waymark.booking.lease", "PT3S"),
                Map.entry("waymark.subscriptions.lease", "PT5S"),
                Map.entry("waymark.calls.connect-timeout", "1s"));
    }

    @Override
    public void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
