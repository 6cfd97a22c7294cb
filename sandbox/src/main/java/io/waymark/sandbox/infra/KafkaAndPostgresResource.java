package io.waymark.sandbox.infra;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives a Quarkus test {@code kafka.bootstrap.servers} and {@code waymark.postgres.host|port|user|password|database}:
 * the JVM's {@link SharedKafka}, with all topics, and {@link SharedPostgres}.
 */
public final class KafkaAndPostgresResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(SharedPostgres.settings());
        settings.put("kafka.bootstrap.servers", SharedKafka.bootstrapServers());
        return settings;
    }

    /** Leaves both running for the next test class. */
    @Override
    public void stop() {}
}
