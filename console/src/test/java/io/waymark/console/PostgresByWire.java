package io.waymark.console;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.SharedPostgres;
import io.waymark.sandbox.infra.Wire;
import java.util.HashMap;
import java.util.Map;

/** Kafka as ever, and PostgreSQL at the end of a {@link Wire} that is put into the test's field of that type. */
public final class PostgresByWire implements QuarkusTestResourceLifecycleManager {

    private Wire wire;

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(SharedPostgres.settings());
        settings.put("kafka.bootstrap.servers", SharedKafka.bootstrapServers());
        wire = Wire.to(Integer.parseInt(settings.get("waymark.postgres.port")));
        settings.put("waymark.postgres.host", "127.0.0.1");
        settings.put("waymark.postgres.port", Integer.toString(wire.port()));
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(wire, field -> field.getType().equals(Wire.class));
    }

    @Override
    public void stop() {
        wire.close();
    }
}
