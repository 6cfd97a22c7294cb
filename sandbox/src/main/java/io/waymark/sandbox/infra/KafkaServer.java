package io.waymark.sandbox.infra;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Kafka as a process of its own, for the quickstart. Creates all topics, prints {@code Kafka is ready at host:port} on
 * standard output, and stops on SIGTERM within 8 s, whatever its clients do.
 *
 * <p>Environment: {@code WAYMARK_KAFKA_DIR} (where records are kept; absent: nothing is kept),
 * {@code WAYMARK_KAFKA_PORT} (default 19092; the controller takes the next one), {@code WAYMARK_PARTITIONS} (of each
 * topic, default 6; an existing topic keeps its number). Exit status 1 with the reason on standard error if it cannot
 * start.
 */
public final class KafkaServer {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(8);

    private KafkaServer() {}

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedKafka kafka = start(System.getenv());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(kafka), "stop-kafka"));
        new CountDownLatch(1).await(); // until SIGTERM
    }

    @SuppressWarnings("SystemOut") // the launcher reads it
    private static EmbeddedKafka start(Map<String, String> environment) {
        try {
            EmbeddedKafka kafka = EmbeddedKafka.start(options(environment));
            int partitions = Integer.parseInt(environment.getOrDefault("WAYMARK_PARTITIONS", "6"));
            TopicSetup.createAll(kafka.bootstrapServers(), partitions, 1);
            System.out.println("Kafka is ready at " + kafka.bootstrapServers());
            return kafka;
        } catch (RuntimeException e) {
            System.err.println("Kafka cannot start: " + e.getMessage());
            Runtime.getRuntime().halt(1); // not exit(): a half started broker has threads that would keep it waiting
            throw e;
        }
    }

    private static KafkaOptions options(Map<String, String> environment) {
        int port = Integer.parseInt(environment.getOrDefault("WAYMARK_KAFKA_PORT", "19092"));
        KafkaOptions options = KafkaOptions.temporary().withPort(port);
        String directory = environment.get("WAYMARK_KAFKA_DIR");
        return directory == null ? options : options.withDirectory(Path.of(directory));
    }

    private static void stop(EmbeddedKafka kafka) {
        Thread closing = new Thread(kafka::close, "close-kafka");
        closing.setDaemon(true);
        closing.start();
        try {
            TimeUnit.MILLISECONDS.timedJoin(closing, STOP_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (closing.isAlive()) {
            Runtime.getRuntime().halt(143); // what the system reports of a process that ended on SIGTERM
        }
    }
}
