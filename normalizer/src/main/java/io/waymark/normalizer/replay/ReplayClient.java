package io.waymark.normalizer.replay;

import io.waymark.carriers.Mapping;
import io.waymark.contract.Command;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.ReplayFindings;
import io.waymark.contract.Topics;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Reads topics from their beginning to where they end now: committed records only, at a bounded rate. */
public final class ReplayClient implements AutoCloseable {

    private static final String ACTOR = "replay";
    private static final Duration WAIT = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long TOLD_EVERY_NANOS = Duration.ofSeconds(2).toNanos();

    private final Properties settings;
    private final int perSecond;
    private final PrintStream progress;
    private final Consumer<String, byte[]> consumer;

    /**
     * @param settings of Kafka's clients
     * @param perSecond how many records are read in a second at most
     * @param progress where it is said how far the reading is
     */
    public ReplayClient(Properties settings, int perSecond, PrintStream progress) {
        this.settings = settings;
        this.perSecond = perSecond;
        this.progress = progress;
        Properties reading = new Properties();
        reading.putAll(settings);
        reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        reading.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        this.consumer = new KafkaConsumer<>(reading, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** The partitions of a topic, in order; none if there is no such topic. */
    public List<Integer> partitions(String topic) {
        return consumer.listTopics(PATIENCE).getOrDefault(topic, List.of()).stream()
                .map(PartitionInfo::partition)
                .sorted()
                .toList();
    }

    /** What is done with a record; its value is null if the key was deleted. */
    @FunctionalInterface
    public interface Each {

        /** Takes one record. */
        void take(String key, byte @Nullable [] value);
    }

    /** Reads one partition of a topic. */
    public void read(String topic, int number, Each each) {
        TopicPartition partition = new TopicPartition(topic, number);
        List<TopicPartition> one = List.of(partition);
        consumer.assign(one);
        consumer.seekToBeginning(one);
        long end = consumer.endOffsets(one, PATIENCE).getOrDefault(partition, 0L);
        long began = System.nanoTime();
        long told = began;
        long read = 0;
        while (consumer.position(partition, PATIENCE) < end) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(WAIT)) {
                each.take(record.key(), record.value());
                read++;
            }
            LockSupport.parkNanos(Math.max(0, began + read * 1_000_000_000L / perSecond - System.nanoTime()));
            if (System.nanoTime() - told > TOLD_EVERY_NANOS) {
                told = System.nanoTime();
                progress.printf("%s: offset %d of %d%n", partition, consumer.position(partition, PATIENCE), end);
            }
        }
        progress.printf("%s: %d records%n", partition, read);
    }

    /**
     * Writes the order to go by a mapping into every partition of the topic of orders.
     *
     * @return into how many
     * @throws IllegalStateException if Kafka does not take it
     */
    public int promote(Mapping mapping, Instant now) {
        List<Integer> partitions = partitions(Topics.COMMANDS.name());
        write(command(mapping, now), partitions);
        return partitions.size();
    }

    /**
     * Tells the console a report.
     *
     * @throws IllegalStateException if Kafka does not take it
     */
    public void publish(ReplayFindings findings, Instant now) {
        String id = UUID.randomUUID().toString();
        Command command = new Command(
                id,
                Command.REPORT_REPLAY,
                id,
                ACTOR,
                "",
                "",
                now,
                JsonSerde.mapper().valueToTree(findings));
        write(command, Collections.singletonList(null));
    }

    /** @param partitions null for that of the key */
    private void write(Command command, List<@Nullable Integer> partitions) {
        byte[] value = Topics.COMMANDS.values().serializer().serialize(Topics.COMMANDS.name(), command);
        Properties writing = new Properties();
        writing.putAll(settings);
        writing.put(ProducerConfig.ACKS_CONFIG, "all");
        writing.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(2 * 1024 * 1024));
        try (Producer<String, byte[]> producer =
                new KafkaProducer<>(writing, new StringSerializer(), new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            for (@Nullable Integer partition : partitions) {
                sent.add(producer.send(record(command, partition, value)));
            }
            for (Future<?> future : sent) {
                future.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not take the order", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static ProducerRecord<String, byte[]> record(Command command, @Nullable Integer partition, byte[] value) {
        return new ProducerRecord<>(
                Topics.COMMANDS.name(),
                partition,
                command.issuedAt().toEpochMilli(),
                command.target(),
                value,
                command.attributes("/waymark/replay").headers());
    }

    private static Command command(Mapping mapping, Instant now) {
        String provider = mapping.provider().code();
        return new Command(
                NameBasedId.of(NameBasedId.WAYMARK, "mapping:" + provider + ":" + mapping.version())
                        .toString(),
                Command.PROMOTE_MAPPING,
                provider,
                ACTOR,
                "",
                "",
                now,
                JsonSerde.mapper()
                        .valueToTree(
                                Map.of("provider", provider, "version", mapping.version(), "mapping", mapping.text())));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
