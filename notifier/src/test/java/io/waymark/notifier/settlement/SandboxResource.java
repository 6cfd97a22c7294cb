package io.waymark.notifier.settlement;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.waymark.sandbox.SandboxServer;
import io.waymark.sandbox.SandboxSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sandbox as both gateways. AsiaBill has a second account, which believes no answer without a signature. */
public final class SandboxResource implements QuarkusTestResourceLifecycleManager {

    private @Nullable SandboxServer sandbox;

    @Override
    public Map<String, String> start() {
        sandbox = SandboxServer.start(SandboxSettings.of(Map.of("WAYMARK_SANDBOX_PORT", "0")));
        return Map.ofEntries(
                Map.entry("sandbox.url", sandbox.url()),
                Map.entry("waymark.onerway.url", sandbox.url() + "/onerway"),
                Map.entry("waymark.onerway.secret", "quickstart-onerway-secret"),
                Map.entry("waymark.asiabill.url", sandbox.url() + "/asiabill"),
                Map.entry("waymark.asiabill.gateway-no", "12246002"),
                Map.entry("waymark.asiabill.sign-key", "12H4567r"),
                Map.entry("waymark.asiabill.accounts", "strict"),
                Map.entry("waymark.asiabill.strict.gateway-no", "12246002"),
                Map.entry("waymark.asiabill.strict.sign-key", "12H4567r"),
                Map.entry("waymark.asiabill.strict.verify-responses", "required"));
    }

    @Override
    public void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
