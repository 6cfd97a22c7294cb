package io.waymark.bench.normalize;

import io.waymark.bench.service.Worker;
import io.waymark.contract.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** How far groups have come in the raw topic, by what they have committed, and how many bytes lie in topics. */
final class Backlog implements AutoCloseable {

    private static final long LOOKED_AT_MILLIS = 200;
    private static final long PATIENCE_MINUTES = 30;

    private final Admin admin;

    Backlog(String bootstrapServers) {
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /**
     * How fast something went.
     *
     * @param beganAfter seconds until the first record was committed
     * @param records so many
     * @param seconds in so many
     * @param cpuSeconds that processors worked meanwhile
     */
    record Pace(double beganAfter, long records, double seconds, double cpuSeconds) {

        double perSecond() {
            return records / seconds;
        }

        double cpuMicros() {
            return 1e6 * cpuSeconds / records;
        }
    }

    /**
     * Waits until a group has committed a number of records.
     *
     * @param from how many it had committed before
     * @param warmup of those further ones, how many are not counted
     * @param worker who does it
     */
    Pace drained(String group, long from, long warmup, long records, Worker worker)
            throws InterruptedException, ExecutionException {
        long begun = System.nanoTime();
        long deadline = begun + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
        long first = 0;
        long warmAt = 0;
        long warm = 0;
        double cpu = 0;
        while (System.nanoTime() < deadline && worker.isAlive()) {
            long done = committed(group) - from;
            long now = System.nanoTime();
            first = first == 0 && done > 0 ? now : first;
            if (warmAt == 0 && done >= warmup) {
                warmAt = now;
                warm = done;
                cpu = worker.cpuSeconds();
            }
            if (done >= records) {
                return new Pace((first - begun) / 1e9, done - warm, (now - warmAt) / 1e9, worker.cpuSeconds() - cpu);
            }
            TimeUnit.MILLISECONDS.sleep(LOOKED_AT_MILLIS);
        }
        throw new IllegalStateException(group + " has come to " + committed(group) + " of " + (from + records));
    }

    /** Of the raw topic. Offsets are numbers of records there: nobody writes it in transactions. */
    long committed(String group) throws InterruptedException, ExecutionException {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(partition -> partition.getKey().topic().equals(Topics.RAW.name()))
                .filter(partition -> partition.getValue() != null)
                .mapToLong(partition -> partition.getValue().offset())
                .sum();
    }

    /** The bytes of a topic's log, as they lie on the broker's disk. */
    long bytes(String topic) throws InterruptedException, ExecutionException {
        return admin.describeLogDirs(List.of(1)).allDescriptions().get().values().stream()
                .flatMap(directories -> directories.values().stream())
                .flatMap(directory -> directory.replicaInfos().entrySet().stream())
                .filter(replica -> replica.getKey().topic().equals(topic))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
    }

    /** Makes a topic with one replica. */
    void create(String topic, int partitions, Map<String, String> settings) {
        try {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(settings)))
                    .all()
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot create " + topic, e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
