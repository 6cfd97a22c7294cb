package io.waymark.poller.watch;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.waymark.poller.subscription.ProviderResource;
import java.util.HashMap;
import java.util.Map;

/** Accounts at providers that nobody asks: what is due stays due. */
public final class UnpolledResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(new ProviderResource().start());
        settings.put("waymark.polling.enabled", "false");
        return settings;
    }

    @Override
    public void stop() {}
}
