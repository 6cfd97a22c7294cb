package io.waymark.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class StartedHandlerTest {

    @Test
    void whileKafkaIsAwayTheServiceHasNotStarted() {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", "localhost:1");
        settings.put("application.id", "waits-for-kafka");
        Topology topology = new Topology();
        topology.addSource("nothing", "nothing");
        try (KafkaStreams streams = new KafkaStreams(topology, settings)) {
            assertThat(new StartedHandler(streams).call().getStatus()).isEqualTo(Status.DOWN);
        }
    }
}
