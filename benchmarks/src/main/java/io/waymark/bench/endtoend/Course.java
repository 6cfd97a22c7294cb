package io.waymark.bench.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.bench.endtoend.Passage.Point;
import io.waymark.bench.service.Fleet;
import io.waymark.contract.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends parcels through the services, step by step, and sees when each comes where. */
final class Course implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;
    private static final long LOOK_MILLIS = 200;

    /** Looking at what the gateway has costs as much as there is. */
    private static final long LOOK_AT_GATEWAY_MILLIS = 1000;

    /** What a step waits for. */
    @FunctionalInterface
    private interface End {
        boolean isReached(Parcels parcels, Passage passage) throws IOException, InterruptedException;
    }

    private final Fleet fleet;
    private final Caller caller;
    private final EventWatch watch;
    private final Admin admin;
    private final KafkaProducer<String, byte[]> producer;
    private int steps;

    Course(Fleet fleet) {
        String servers = fleet.backdrop().kafka.bootstrapServers();
        this.fleet = fleet;
        this.caller = new Caller(fleet.backdrop().ingestPort);
        this.watch = new EventWatch(servers);
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers));
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** So many parcels a second for so long; returns when all are settled, or a minute later. */
    Passage step(double perSecond, int seconds) throws IOException, InterruptedException {
        return step(perSecond, seconds, this::isOver);
    }

    /** The same; returns when a consumer has seen all, without a look at what the gateway has by then. */
    Passage stroll(double perSecond, int seconds) throws IOException, InterruptedException {
        return step(perSecond, seconds, (parcels, passage) -> passage.came(Point.EVENT) == parcels.count());
    }

    private Passage step(double perSecond, int seconds, End end) throws IOException, InterruptedException {
        Parcels parcels = new Parcels("E" + ++steps + "N", Math.max(1, (int) (perSecond * seconds)));
        Passage passage = new Passage(parcels.count());
        parcels.register(producer);
        awaitReadRegistrations();
        watch.watch(parcels, passage);
        caller.push(parcels, passage, perSecond);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < deadline && !end.isReached(parcels, passage)) {
            TimeUnit.MILLISECONDS.sleep(LOOK_AT_GATEWAY_MILLIS);
        }
        return passage;
    }

    private boolean isOver(Parcels parcels, Passage passage) throws IOException, InterruptedException {
        long nowNanos = System.nanoTime();
        Instant now = Instant.now();
        for (JsonNode upload : fleet.backdrop().view.get("/gateways/onerway/uploads")) {
            int parcel = parcels.place(upload.path("body").path("trackingNo").asText());
            if (parcel >= 0) {
                Instant time = Instant.parse(upload.path("time").asText());
                passage.came(
                        parcel,
                        Point.UPLOAD,
                        nowNanos - Duration.between(time, now).toNanos());
            }
        }
        return passage.came(Point.UPLOAD) == parcels.count() && passage.came(Point.EVENT) == parcels.count();
    }

    /** Until every group that reads registrations has read them all. */
    private void awaitReadRegistrations() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (unread() > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("registrations are not read");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private long unread() {
        List<TopicPartition> partitions = producer.partitionsFor(Topics.SHIPMENTS.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        Map<TopicPartition, ListOffsetsResultInfo> ends = got(admin.listOffsets(partitions.stream()
                        .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                .all());
        return List.of(Topics.NORMALIZER_GROUP, Topics.NOTIFIER_GROUP).stream()
                .mapToLong(group -> unread(group, ends))
                .sum();
    }

    private long unread(String group, Map<TopicPartition, ListOffsetsResultInfo> ends) {
        Map<TopicPartition, OffsetAndMetadata> read =
                got(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return ends.entrySet().stream()
                .mapToLong(end -> {
                    OffsetAndMetadata at = read.get(end.getKey());
                    return end.getValue().offset() - (at == null ? 0 : at.offset());
                })
                .sum();
    }

    private static <V> V got(KafkaFuture<V> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        watch.close();
        producer.close();
        admin.close();
    }
}
