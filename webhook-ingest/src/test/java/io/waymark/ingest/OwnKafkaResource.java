package io.waymark.ingest;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile.TestResourceEntry;
import io.waymark.sandbox.infra.EmbeddedKafka;
import io.waymark.sandbox.infra.KafkaOptions;
import io.waymark.sandbox.infra.TopicSetup;
import java.util.Map;
import java.util.Optional;

/** A Kafka of a test class's own, whose brokers it may stop and start. */
public final class OwnKafkaResource implements QuarkusTestResourceLifecycleManager {

    private static Optional<EmbeddedKafka> cluster = Optional.empty();

    private int brokers;
    private int partitions;
    private int replicas;

    /** For a test profile: so many brokers, and of every topic so many partitions with so many replicas. */
    static TestResourceEntry of(int brokers, int partitions, int replicas) {
        return new TestResourceEntry(
                OwnKafkaResource.class,
                Map.of("brokers", "" + brokers, "partitions", "" + partitions, "replicas", "" + replicas));
    }

    /** The one of the test class that runs. */
    static EmbeddedKafka kafka() {
        return cluster.orElseThrow();
    }

    @Override
    public void init(Map<String, String> arguments) {
        brokers = Integer.parseInt(arguments.get("brokers"));
        partitions = Integer.parseInt(arguments.get("partitions"));
        replicas = Integer.parseInt(arguments.get("replicas"));
    }

    @Override
    public Map<String, String> start() {
        EmbeddedKafka kafka = EmbeddedKafka.start(KafkaOptions.temporary().withBrokers(brokers));
        TopicSetup.createAll(kafka.bootstrapServers(), partitions, replicas);
        cluster = Optional.of(kafka);
        return Map.of("kafka.bootstrap.servers", kafka.bootstrapServers());
    }

    @Override
    public void stop() {
        cluster.ifPresent(EmbeddedKafka::close);
        cluster = Optional.empty();
    }
}
