package com.example.parcels;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Keeps a table of parcels in PostgreSQL: where each stands, from {@code waymark.latest.v1}, and what happened to it, from
 * {@code waymark.events.v1}. How far it has read stands in the same database, so a kill between two commits loses nothing
 * and repeats nothing; with the tables dropped, it begins anew.
 *
 * <p>Any number of processes may run it: Kafka shares the partitions out among them. It ends with status 1 when the
 * database fails; have it started again.
 */
public final class ParcelTable {

    static final String LATEST = "waymark.latest.v1";
    static final String EVENTS = "waymark.events.v1";

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int STOP_WITHIN_SECONDS = 10;

    private ParcelTable() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        Settings settings = Settings.of(System.getenv());
        CountDownLatch ended = new CountDownLatch(1);
        try (Tables tables = Tables.open(settings.database());
                KafkaConsumer<String, byte[]> consumer =
                        new KafkaConsumer<>(settings.kafka(), new StringDeserializer(), new ByteArrayDeserializer())) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(consumer, ended)));
            consumer.subscribe(List.of(LATEST, EVENTS), new Beginning(consumer, tables, settings.from()));
            follow(consumer, tables);
        } catch (WakeupException stopped) {
            // SIGTERM: what is applied is committed, and the group is told that its partitions are free
        } finally {
            ended.countDown();
        }
    }

    private static void follow(Consumer<String, byte[]> consumer, Tables tables) throws SQLException {
        Orphans orphans = new Orphans(consumer, tables);
        while (true) {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            tables.apply(records);
            orphans.forget();
            consumer.commitAsync(); // the table knows how far it is; this is for those who watch the group's lag
        }
    }

    private static void stop(Consumer<?, ?> consumer, CountDownLatch ended) {
        consumer.wakeup();
        try {
            if (!ended.await(STOP_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
