package io.waymark.console;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.waymark.sandbox.infra.SharedPostgres;
import java.util.HashMap;
import java.util.Map;

/**
 * PostgreSQL as ever, and a {@link LateKafka}, not there yet, that is put into the test's field of that type. The relay's
 * producer gives up soon, so that a test sees many a send fail.
 */
public final class LateKafkaAndPostgres implements QuarkusTestResourceLifecycleManager {

    private static final String PRODUCER = "mp.messaging.outgoing.outbox.";

    private final LateKafka kafka = new LateKafka();

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(SharedPostgres.settings());
        settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
        settings.put("kafka.default.api.timeout.ms", "5000"); // else readiness answers after a minute
        settings.put(PRODUCER + "max.block.ms", "300");
        settings.put(PRODUCER + "request.timeout.ms", "1000");
        settings.put(PRODUCER + "delivery.timeout.ms", "2000");
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(kafka, field -> field.getType().equals(LateKafka.class));
    }

    @Override
    public void stop() {
        kafka.close();
    }
}
