package io.waymark.console.rebuild;

import static java.util.stream.Collectors.toMap;

import io.quarkus.logging.Log;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.waymark.console.readmodel.Generation;
import io.waymark.console.readmodel.ProjectionHandler;
import io.waymark.console.readmodel.ReadModelConfig;
import io.waymark.console.readmodel.ReadModelRepository;
import io.waymark.console.rebuild.RebuildRepository.Stretch;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Carries a rebuild out, on a thread that may wait, from wherever it was left. A record that cannot be applied is left out:
 * it is a dead letter since it was met for the first time.
 */
@ApplicationScoped
class RebuildHandler {

    /** How much earlier than the rebuild a registration may be timed that it did not see. */
    private static final Duration MARGIN = Duration.ofMinutes(10);

    /** Catching up is left to the last step once it is that little. */
    private static final long FEW = 2000;

    /** How many read at once: PostgreSQL works on one's transaction with one processor. */
    private static final int LANES = 2;

    private final Map<String, Object> broker;
    private final ReadModelConfig config;
    private final ReadModelRepository readModel;
    private final RebuildRepository rebuilds;
    private final NextRepository next;

    private volatile boolean stopping;

    RebuildHandler(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            ReadModelConfig config,
            ReadModelRepository readModel,
            RebuildRepository rebuilds,
            NextRepository next) {
        this.broker = Map.copyOf(broker);
        this.config = config;
        this.readModel = readModel;
        this.rebuilds = rebuilds;
        this.next = next;
    }

    @PreDestroy
    void stop() {
        stopping = true;
    }

    /** Returns when it is done, cancelled, or the service stops. */
    void carryOut(Rebuild rebuild) {
        try (RebuildConsumer consumer = new RebuildConsumer(broker, config.rebuildBatch())) {
            boolean isReplayed = rebuild.state() == RebuildState.COMPLETING || replay(rebuild, consumer);
            if (!isReplayed || !complete(rebuild, consumer)) {
                giveUp();
            }
        }
    }

    /** It was cancelled; where the service stops, another goes on. */
    private void giveUp() {
        if (!stopping) {
            await(next.drop());
        }
    }

    private boolean replay(Rebuild rebuild, RebuildConsumer consumer) {
        List<Stretch> stretches = stretches(rebuild, consumer);
        Map<TopicPartition, Long> ends = stretches.stream().collect(toMap(Stretch::partition, Stretch::end));
        Map<TopicPartition, Long> from = stretches.stream().collect(toMap(Stretch::partition, Stretch::first));
        from.putAll(await(readModel.places(Generation.NEXT)));
        say(rebuild, "reads the topics");
        List<Uni<Boolean>> lanes = IntStream.range(0, LANES)
                .mapToObj(lane -> Uni.createFrom()
                        .item(() -> replay(rebuild, from, of(lane, ends)))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .toList();
        boolean areRead = !await(Uni.join().all(lanes).andCollectFailures()).contains(false);
        if (areRead) {
            await(rebuilds.replayed(rebuild.id()));
        }
        return areRead;
    }

    /** Reads one lane's partitions; false where it is over before. */
    private boolean replay(Rebuild rebuild, Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
        try (RebuildConsumer consumer = new RebuildConsumer(broker, config.rebuildBatch())) {
            consumer.read(from, ends);
            while (!consumer.isDone()) {
                if (isOver(rebuild)) {
                    return false;
                }
                apply(consumer.next(), readModel::replay);
            }
            return true;
        }
    }

    /** Of all topics the same numbers: what is told of a shipment stays in one lane. */
    private static Map<TopicPartition, Long> of(int lane, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .filter(end -> end.getKey().partition() % LANES == lane)
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private List<Stretch> stretches(Rebuild rebuild, RebuildConsumer consumer) {
        List<Stretch> begun = await(rebuilds.stretches(rebuild.id()));
        if (!begun.isEmpty()) {
            return begun;
        }
        say(rebuild, "makes the tables");
        await(next.begin());
        List<Stretch> stretches = consumer.stretches(topics());
        await(rebuilds.begin(rebuild.id(), stretches));
        return stretches;
    }

    private boolean complete(Rebuild rebuild, RebuildConsumer consumer) {
        say(rebuild, "tells the journeys");
        await(next.follow());
        say(rebuild, "removes what was erased, and adds what the topics no longer hold");
        await(next.complete(rebuild.history()));
        say(rebuild, "makes lists and indexes");
        await(next.list());
        say(rebuild, "catches up");
        long behind = Long.MAX_VALUE;
        while (behind > FEW) {
            Map<TopicPartition, Long> ends =
                    consumer.stretches(topics()).stream().collect(toMap(Stretch::partition, Stretch::end));
            behind = catchUp(rebuild, consumer, ends);
            if (isOver(rebuild)) {
                return false;
            }
        }
        say(rebuild, "puts the new tables in place");
        await(next.switchOver(rebuild.id(), rebuild.startedAt().minus(MARGIN), places -> Uni.createFrom()
                .item(() -> catchUp(rebuild, consumer, places))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .replaceWithVoid()));
        await(next.drop());
        Log.infof("read model rebuilt rebuild=%s", rebuild.id());
        return true;
    }

    /** How many records there were to read. */
    private long catchUp(Rebuild rebuild, RebuildConsumer consumer, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> from = await(readModel.places(Generation.NEXT));
        long behind = ends.entrySet().stream()
                .mapToLong(end -> Math.max(end.getValue() - from.getOrDefault(end.getKey(), 0L), 0))
                .sum();
        consumer.read(from, ends);
        while (!consumer.isDone()) {
            if (stopping) {
                throw new IllegalStateException("the service stops");
            }
            apply(consumer.next(), (told, places) -> readModel.write(Generation.NEXT, told, places));
        }
        Log.debugf("rebuild caught up rebuild=%s count=%d", rebuild.id(), behind);
        return behind;
    }

    private void apply(RebuildConsumer.Batch batch, ProjectionHandler.Writer writer) {
        await(ProjectionHandler.apply(
                readModel.tables(),
                batch.records(),
                batch.ends(),
                writer,
                (topic, record, reason) -> leftOut(record, reason)));
    }

    private static Uni<Void> leftOut(ConsumerRecord<byte[], byte[]> record, String reason) {
        Log.warnf(
                "record left out of the rebuild topic=%s partition=%d offset=%d reason=%s",
                record.topic(), record.partition(), record.offset(), reason);
        return Uni.createFrom().voidItem();
    }

    private boolean isOver(Rebuild rebuild) {
        return stopping
                || await(rebuilds.last())
                        .filter(last -> last.id().equals(rebuild.id()))
                        .filter(last -> last.state() != RebuildState.CANCELLED)
                        .isEmpty();
    }

    private List<String> topics() {
        return readModel.tables().stream().map(table -> table.topic().name()).toList();
    }

    private void say(Rebuild rebuild, String detail) {
        await(rebuilds.say(rebuild.id(), detail));
    }

    private static <T> T await(Uni<T> work) {
        return work.await().indefinitely();
    }
}
