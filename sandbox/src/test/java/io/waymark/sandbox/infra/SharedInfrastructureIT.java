package io.waymark.sandbox.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class SharedInfrastructureIT {

    @Test
    void givesEveryTestTheSameServers() {
        Map<String, String> once = new KafkaAndPostgresResource().start();
        Map<String, String> again = new KafkaAndPostgresResource().start();

        assertThat(again).isEqualTo(once).containsEntry("kafka.bootstrap.servers", SharedKafka.bootstrapServers());
        assertThat(once)
                .containsKeys("waymark.postgres.host", "waymark.postgres.port")
                .containsEntry("waymark.postgres.user", "waymark")
                .containsEntry("waymark.postgres.password", "waymark")
                .containsEntry("waymark.postgres.database", "waymark");
        assertThat(new KafkaResource().start()).containsOnlyKeys("kafka.bootstrap.servers");
    }

    @Test
    void hasEveryTopicWithItsPartitions() throws ExecutionException, InterruptedException {
        List<String> names = Topics.ALL.stream().map(topic -> topic.name()).toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", SharedKafka.bootstrapServers()))) {
            assertThat(admin.describeTopics(names).allTopicNames().get().values())
                    .hasSize(names.size())
                    .allMatch(topic -> topic.partitions().size() == 6);
        }
    }
}
