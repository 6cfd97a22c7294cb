package io.waymark.console;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.SharedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Kafka as ever, and PostgreSQL at the end of a {@link CutWire} that is put into the test's field of that type. */
public final class PostgresByWire implements QuarkusTestResourceLifecycleManager {

    private CutWire wire;

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(SharedPostgres.settings());
        settings.put("kafka.bootstrap.servers", SharedKafka.bootstrapServers());
        try {
            wire = new CutWire(
                    settings.get("waymark.postgres.host"), Integer.parseInt(settings.get("waymark.postgres.port")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        settings.put("waymark.postgres.host", "localhost");
        settings.put("waymark.postgres.port", Integer.toString(wire.port()));
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(wire, field -> field.getType().equals(CutWire.class));
    }

    @Override
    public void stop() {
        try {
            wire.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
