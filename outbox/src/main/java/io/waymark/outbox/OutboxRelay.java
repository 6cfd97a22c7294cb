package io.waymark.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.JsonSerde;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Sends what waits in the outbox. Any number of replicas may run one: a shard is held by an advisory lock of the
 * transaction that sends and deletes its records, so that one key's records are never sent by two at a time.
 *
 * <p>While Kafka or PostgreSQL is away records wait; nothing is skipped.
 */
@ApplicationScoped
public class OutboxRelay {

    private static final int BATCH = 100;
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private static final String LOCK = "select pg_try_advisory_xact_lock(hashtext(current_schema()), $1)";
    private static final String SHARDS_WAITING = "select distinct shard from outbox";
    private static final String NEXT =
            "select id, topic, record_key, headers, payload from outbox where shard = $1 order by id limit " + BATCH;
    private static final String DELETE = "delete from outbox where id = any($1)";

    private final Pool database;
    private final MutinyEmitter<byte[]> kafka;

    /** Calls that arrived since the last round began; only the one that finds it at zero starts a round. */
    private final AtomicInteger wanted = new AtomicInteger();

    OutboxRelay(Pool database, @Channel("outbox") MutinyEmitter<byte[]> kafka) {
        this.database = database;
        this.kafka = kafka;
    }

    /** Finds what a crash, another replica or an absent Kafka left behind. */
    @Scheduled(
            every = "${waymark.outbox.every:1s}",
            delayed = "1s",
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void sweep() {
        wake();
    }

    /** Sends what waits, soon and in the background. Cheap to call; calls during a round lead to one more round. */
    public void wake() {
        if (wanted.getAndIncrement() == 0) {
            round();
        }
    }

    private void round() {
        int seen = wanted.get();
        relayAll().subscribe().with(done -> again(seen), failure -> {
            Log.warnf("outbox round failed error=%s", failure.toString());
            wanted.set(0);
        });
    }

    private void again(int seen) {
        if (wanted.addAndGet(-seen) > 0) {
            round();
        }
    }

    private Uni<Void> relayAll() {
        return database.query(SHARDS_WAITING)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getInteger(0))
                        .toList())
                .chain(shards -> Multi.createFrom()
                        .iterable(shards)
                        .onItem()
                        .transformToUniAndConcatenate(this::relay)
                        .collect()
                        .last())
                .replaceWithVoid();
    }

    private Uni<Void> relay(int shard) {
        return database.withTransaction(connection -> lock(connection, shard)
                        .chain(held -> held
                                ? sendBatch(connection, shard)
                                : Uni.createFrom().item(0)))
                .chain(sent -> sent == BATCH ? relay(shard) : Uni.createFrom().voidItem());
    }

    private static Uni<Boolean> lock(SqlConnection connection, int shard) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(shard)).map(rows -> rows.iterator()
                .next()
                .getBoolean(0));
    }

    private Uni<Integer> sendBatch(SqlConnection connection, int shard) {
        return connection.preparedQuery(NEXT).execute(Tuple.of(shard)).chain(rows -> sendAll(connection, rows));
    }

    private Uni<Integer> sendAll(SqlConnection connection, RowSet<Row> rows) {
        List<Row> batch = StreamSupport.stream(rows.spliterator(), false).toList();
        if (batch.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        Long[] ids = batch.stream().map(row -> row.getLong("id")).toArray(Long[]::new);
        return Uni.join()
                .all(batch.stream().map(row -> kafka.sendMessage(message(row))).toList())
                .andFailFast()
                .chain(() -> connection.preparedQuery(DELETE).execute(Tuple.of(ids)))
                .replaceWith(batch.size());
    }

    private static Message<byte[]> message(Row row) {
        return Message.of(row.getBuffer("payload").getBytes())
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withTopic(row.getString("topic"))
                        .withKey(row.getString("record_key"))
                        .withHeaders(headers(row.getString("headers")))
                        .build());
    }

    private static Headers headers(String json) {
        Headers headers = new RecordHeaders();
        try {
            JsonSerde.mapper()
                    .readValue(json, TEXTS)
                    .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the outbox holds headers it did not write", e);
        }
        return headers;
    }
}
