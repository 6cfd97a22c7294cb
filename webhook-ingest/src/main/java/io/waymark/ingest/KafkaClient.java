package io.waymark.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.quarkus.logging.Log;
import io.smallrye.common.annotation.Identifier;
import io.waymark.contract.ShipmentPartitioner;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The one producer of the service. {@link #send} never blocks: what cannot be handed over at once fails at once.
 *
 * <p>Settings are {@code kafka.*}; those on which durability or the door's promptness rests are not to be overridden.
 */
@ApplicationScoped
class KafkaClient {

    private static final List<Topic<?, ?>> TOPICS = List.of(Topics.RAW, Topics.KEYS, Topics.PAYMENTS, Topics.REJECTED);

    /** How long the start waits for Kafka. Without it the service starts all the same. */
    private static final Duration WARMING = Duration.ofSeconds(2);

    private static final int WARMING_PAUSE_MILLIS = 20;

    private static final Duration CLOSING = Duration.ofSeconds(2);

    /** How long a partition that took nothing is not tried anew: longer than a send lasts that shows whether it does. */
    private static final long STUCK_NANOS = Duration.ofSeconds(20).toNanos();

    /** Stands for all partitions of a topic of which none is known. */
    private static final int UNKNOWN = -1;

    // spotless:off
    private static final Map<String, Object> DEFAULTS = Map.of(
            // sealed, a callback is two records: alone, the first would go in a request of its own before the second is there
            ProducerConfig.LINGER_MS_CONFIG,           1,
            ProducerConfig.RETRY_BACKOFF_MS_CONFIG,    20,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,  5_000);

    private static final Map<String, Object> FIXED = Map.of(
            ProducerConfig.ACKS_CONFIG,                "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,  true,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,    Topic.MAX_RECORD_BYTES,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,        0,
            ProducerConfig.PARTITIONER_CLASS_CONFIG,   ShipmentPartitioner.class,
            // a topic's partitions stay known however rarely it is written to
            ProducerConfig.METADATA_MAX_IDLE_CONFIG,   Duration.ofDays(365).toMillis());
    // spotless:on

    /** Of a topic's settings, not the producer's: what is sent once they are mended arrives. */
    private static final List<Class<? extends Exception>> OF_THE_TOPIC =
            List.of(RetriableException.class, InvalidTopicException.class, TopicAuthorizationException.class);

    private static final List<Class<? extends Exception>> OF_THE_RECORD = List.of(
            RecordTooLargeException.class,
            RecordBatchTooLargeException.class,
            InvalidRecordException.class,
            SerializationException.class);

    private final Map<String, Object> settings = new HashMap<>(DEFAULTS);
    private final MeterRegistry registry;

    /** Since when which partitions take nothing. */
    private final Map<TopicPartition, Long> stuck = new ConcurrentHashMap<>();

    private volatile @Nullable Producer<String, byte[]> producer;
    private @Nullable KafkaClientMetrics meters;

    KafkaClient(@Identifier("default-kafka-broker") Map<String, Object> kafka, MeterRegistry registry) {
        this.settings.putAll(kafka);
        this.settings.putAll(FIXED);
        this.registry = registry;
    }

    /** Learns the topics' partitions before the first callback needs them. */
    void start() throws InterruptedException {
        long deadline = System.nanoTime() + WARMING.toNanos();
        while (!ready() && System.nanoTime() - deadline < 0) {
            Thread.sleep(WARMING_PAUSE_MILLIS);
        }
    }

    /**
     * Hands a record over; never blocks. The callback is called once, on any thread, possibly before this returns: with
     * the failure, or with null once every in-sync replica has the record.
     */
    void send(ProducerRecord<String, byte[]> kafkaRecord, Consumer<@Nullable Exception> done) {
        Producer<String, byte[]> current = producer;
        if (current == null) {
            done.accept(new TimeoutException("no producer yet"));
            return;
        }
        try {
            current.send(kafkaRecord, (metadata, failure) -> {
                if (failure == null) {
                    acknowledged(metadata);
                }
                done.accept(failure);
            });
        } catch (KafkaException | IllegalStateException refused) {
            done.accept(refused);
        }
    }

    /** Remembers for a while that the record's partition takes nothing, until it takes something. */
    void stuck(ProducerRecord<String, byte[]> kafkaRecord) {
        stuck.put(partition(kafkaRecord), System.nanoTime());
    }

    /** Whether the record's partition took nothing when it was last tried, so that the record would only wait. */
    boolean isStuck(ProducerRecord<String, byte[]> kafkaRecord) {
        Long since = stuck.isEmpty() ? null : stuck.get(partition(kafkaRecord));
        return since != null && System.nanoTime() - since < STUCK_NANOS;
    }

    /** Whether there is a producer that knows the partitions of every topic. Makes one where there is none; blocks. */
    synchronized boolean ready() {
        try {
            Producer<String, byte[]> current = producer == null ? made() : producer;
            TOPICS.forEach(topic -> current.partitionsFor(topic.name()));
            return true;
        } catch (KafkaException notYet) {
            return false;
        }
    }

    /** Whether a record was refused for what it is, so that sending it again is of no use. */
    static boolean isTheRecords(Exception failure) {
        return OF_THE_RECORD.stream().anyMatch(each -> each.isInstance(failure));
    }

    /** Whether a producer that failed so must be made {@linkplain #renew anew}. */
    static boolean isTheProducers(Exception failure) {
        return !isTheRecords(failure) && OF_THE_TOPIC.stream().noneMatch(each -> each.isInstance(failure));
    }

    /** How many connections to brokers there are, those being made included. */
    int connections() {
        Producer<String, byte[]> current = producer;
        if (current == null) {
            return 0;
        }
        for (Metric metric : current.metrics().values()) {
            if (metric.metricName().name().equals("connection-count")) {
                return ((Number) metric.metricValue()).intValue();
            }
        }
        return 0;
    }

    /** Gives the producer up, after an error from which it does not recover; what it had not sent fails. Blocks. */
    synchronized void renew() {
        Log.warn("kafka producer is made anew");
        close(Duration.ZERO);
        ready();
    }

    /** Waits a little until all that was handed over is sent or has failed. */
    @PreDestroy
    synchronized void close() {
        close(CLOSING);
    }

    private void acknowledged(RecordMetadata metadata) {
        if (!stuck.isEmpty()) {
            stuck.remove(new TopicPartition(metadata.topic(), metadata.partition()));
            stuck.remove(new TopicPartition(metadata.topic(), UNKNOWN));
        }
    }

    /** Where the producer sends it, as keys decide; partition -1 where the topic is not known. */
    TopicPartition partition(ProducerRecord<String, byte[]> kafkaRecord) {
        String topic = kafkaRecord.topic();
        Producer<String, byte[]> current = producer;
        try {
            int count = current == null ? 0 : current.partitionsFor(topic).size();
            return new TopicPartition(
                    topic,
                    count == 0
                            ? UNKNOWN
                            : ShipmentPartitioner.partition(
                                    topic, kafkaRecord.key().getBytes(UTF_8), count));
        } catch (KafkaException | IllegalStateException notKnown) {
            return new TopicPartition(topic, UNKNOWN);
        }
    }

    private void close(Duration within) {
        Producer<String, byte[]> last = producer;
        producer = null;
        if (last != null) {
            last.close(within);
        }
        KafkaClientMetrics bound = meters;
        if (bound != null) {
            bound.close();
            meters = null;
        }
    }

    private Producer<String, byte[]> made() {
        KafkaProducer<String, byte[]> made =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        KafkaClientMetrics bound = new KafkaClientMetrics(made);
        bound.bindTo(registry);
        meters = bound;
        producer = made;
        return made;
    }
}
