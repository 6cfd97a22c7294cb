package io.waymark.poller.cost;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Two merchants, the staff, a budget of ten numbers, and counts that are made every second. */
public final class StaffResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of(
                "waymark.kuaidi100.url",
                "http://localhost:9/without-an-account",
                "waymark.api.keys",
                "acme=key-of-acme,umbra=key-of-umbra,ops=key-of-ops",
                "waymark.api.operators",
                "ops",
                "waymark.cost.kuaidi100.budget",
                "10",
                "waymark.cost.every",
                "1s",
                "waymark.staleness.every",
                "1s");
    }

    @Override
    public void stop() {}
}
