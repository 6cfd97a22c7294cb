package io.waymark.sandbox.infra;

import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates every topic that services share, with the settings that the published language gives it. */
public final class TopicSetup {

    private static final Duration WITHIN = Duration.ofSeconds(60);

    private TopicSetup() {}

    /**
     * For containers: environment {@code KAFKA_BOOTSTRAP_SERVERS} (default {@code localhost:19092}),
     * {@code WAYMARK_PARTITIONS} (default 24), {@code WAYMARK_REPLICATION} (default 1). Waits up to a minute for the
     * brokers; ends with an exception, and so with status 1, if they do not come.
     */
    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        createAll(
                environment.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "localhost:19092"),
                Integer.parseInt(environment.getOrDefault("WAYMARK_PARTITIONS", "24")),
                Short.parseShort(environment.getOrDefault("WAYMARK_REPLICATION", "1")));
    }

    /**
     * Creates what is not there and returns when every partition of every topic has a leader. Topics that exist stay as
     * they are. With three replicas or more, two must be in sync for a record to be acknowledged.
     *
     * @throws IllegalStateException if the cluster does not answer within a minute, or refuses
     */
    public static void createAll(String bootstrapServers, int partitions, int replication) {
        Map<String, Object> settings = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (Admin admin = Admin.create(settings)) {
            List<NewTopic> topics = Topics.ALL.stream()
                    .map(topic -> described(topic, partitions, replication))
                    .toList();
            CreateTopicsResult created = admin.createTopics(topics);
            for (KafkaFuture<Void> one : created.values().values()) {
                awaitCreation(one);
            }
            awaitLeaders(admin, topics.stream().map(NewTopic::name).toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot create the topics at " + bootstrapServers, e);
        }
    }

    private static NewTopic described(Topic<?, ?> topic, int partitions, int replication) {
        Map<String, String> settings = new HashMap<>(topic.settings());
        if (replication >= 3) {
            settings.put("min.insync.replicas", "2");
        }
        return new NewTopic(topic.name(), partitions, (short) replication).configs(settings);
    }

    private static void awaitCreation(KafkaFuture<Void> topic)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            topic.get(WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static void awaitLeaders(Admin admin, List<String> names)
            throws InterruptedException, ExecutionException, TimeoutException {
        long deadline = System.nanoTime() + WITHIN.toNanos();
        while (!allHaveLeaders(admin, names)) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("topics without a leader");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static boolean allHaveLeaders(Admin admin, List<String> names)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            Map<String, TopicDescription> topics =
                    admin.describeTopics(names).allTopicNames().get(WITHIN.toSeconds(), TimeUnit.SECONDS);
            return topics.values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition -> partition.leader() != null);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false; // the broker asked has not heard of it yet
            }
            throw e;
        }
    }
}
