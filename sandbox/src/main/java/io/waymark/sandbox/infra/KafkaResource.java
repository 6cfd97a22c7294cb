package io.waymark.sandbox.infra;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives a Quarkus test {@code kafka.bootstrap.servers}: the JVM's {@link SharedKafka}, with all topics. */
public final class KafkaResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of("kafka.bootstrap.servers", SharedKafka.bootstrapServers());
    }

    /** Leaves it running for the next test class. */
    @Override
    public void stop() {}
}
