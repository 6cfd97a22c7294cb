package io.waymark.normalizer;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/**
 * Kafka Streams counts as alive from when it has begun, which it does once its topics are there. Until then nobody is to ask
 * whether it is alive.
 */
@Startup
@ApplicationScoped
class StartedHandler implements HealthCheck {

    private final KafkaStreams streams;

    StartedHandler(KafkaStreams streams) {
        this.streams = streams;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("Kafka Streams has begun")
                .status(streams.state() != KafkaStreams.State.CREATED)
                .build();
    }
}
