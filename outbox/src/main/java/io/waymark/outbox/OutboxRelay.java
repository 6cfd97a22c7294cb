package io.waymark.outbox;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.JsonSerde;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Sends what waits in the outbox. Any number of replicas may run one: a shard is held by an advisory lock of the
 * transaction that sends and deletes its records, so that one key's records are never sent by two at a time. Of one key
 * each record is sent once the one before it is acknowledged, so that no retry lets a later one overtake. A record's time in
 * Kafka is that of its transaction: records of one transaction, whichever is sent first, have the same, and so has a repeat.
 *
 * <p>While Kafka or PostgreSQL is away records wait; nothing is skipped. A record that Kafka refuses for good holds up its
 * own key alone, and is told of in the log at each round.
 */
@ApplicationScoped
public class OutboxRelay {

    /**
     * After this long a round leaves a shard behind, so that a database that hangs does not hold up the others. What was
     * begun goes on, with its lock: giving up waiting neither recalls a send nor ends the transaction.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    /** Shards whose records are sent at a time: one would wait for the database, Kafka and the database again. */
    private static final int SIDE_BY_SIDE = 4;

    private static final ObjectReader TEXTS = JsonSerde.mapper().readerFor(new TypeReference<Map<String, String>>() {});

    private static final String LOCK = "select pg_try_advisory_xact_lock(hashtext(current_schema()), $1)";

    /** Eight looks into the index: what was deleted lately does not have to be read past. */
    private static final String SHARDS_WAITING =
            "select n from generate_series(0, %d) n where exists (select from outbox where shard = n)"
                    .formatted(OutboxRepository.SHARDS - 1);

    private static final String DELETE = "delete from outbox where id = any($1)";

    /** At most a hundred records, and no more than some 4 MB of them beside the first. */
    private static final String NEXT =
            """
            select id, topic, record_key, headers, payload, created_at from (
              select head.*, sum(octet_length(payload)) over (order by id) as bytes
              from (select * from outbox where shard = $1 order by id limit 100) head
            ) batch
            where bytes - octet_length(payload) < 4000000
            order by id
            """;

    private final Pool database;
    private final MutinyEmitter<byte[]> kafka;
    private final RoundHandler rounds;

    /** Shards with sends on their way: they outlive a lock that is lost together with its connection. */
    private final Set<Integer> underWay = ConcurrentHashMap.newKeySet();

    OutboxRelay(Pool database, @Channel("outbox") MutinyEmitter<byte[]> kafka) {
        this.database = database;
        this.kafka = kafka;
        this.rounds = new RoundHandler(
                this::relayAll, failure -> Log.warnf("outbox round failed error=%s", failure.toString()));
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
        rounds.wake();
    }

    /** Where something was sent there may be more. */
    private Uni<Boolean> relayAll() {
        return database.query(SHARDS_WAITING)
                .execute()
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(rows -> stream(rows).map(row -> row.getInteger(0)).toList())
                .chain(shards -> Multi.createFrom()
                        .iterable(shards)
                        .onItem()
                        .transformToUni(this::relay)
                        .merge(SIDE_BY_SIDE)
                        .collect()
                        .with(Collectors.summingInt(sent -> sent)))
                .map(sent -> sent > 0);
    }

    /** One batch of a shard; the number of records that were sent. A shard that fails does not hold up the others. */
    private Uni<Integer> relay(int shard) {
        return database.withTransaction(connection -> lock(connection, shard)
                        .chain(held -> held && !underWay.contains(shard)
                                ? sendBatch(connection, shard)
                                : Uni.createFrom().item(0)))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .recoverWithItem(failure -> {
                    Log.warnf("outbox shard not relayed shard=%d error=%s", shard, failure.toString());
                    return 0;
                });
    }

    private static Uni<Boolean> lock(SqlConnection connection, int shard) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(shard)).map(rows -> rows.iterator()
                .next()
                .getBoolean(0));
    }

    private Uni<Integer> sendBatch(SqlConnection connection, int shard) {
        return connection
                .preparedQuery(NEXT)
                .execute(Tuple.of(shard))
                .map(rows -> stream(rows).collect(groupingBy(OutboxRelay::key, LinkedHashMap::new, toList())))
                .chain(byKey -> byKey.isEmpty()
                        ? Uni.createFrom().item(0)
                        : sendSideBySide(shard, byKey.values()).chain(ids -> delete(connection, ids)));
    }

    /** Keys side by side; completes when the last of them has, so that the lock outlives every send. */
    private Uni<List<Long>> sendSideBySide(int shard, Collection<List<Row>> keys) {
        underWay.add(shard);
        return Uni.join()
                .all(keys.stream().map(this::sendInTurn).toList())
                .andFailFast()
                .eventually(() -> underWay.remove(shard))
                .map(sent -> sent.stream().flatMap(List::stream).toList());
    }

    /** The ids of those that were sent: all, or those before the first that failed. Never fails. */
    private Uni<List<Long>> sendInTurn(List<Row> rows) {
        return Multi.createFrom()
                .iterable(rows)
                .onItem()
                .transformToUniAndConcatenate(
                        row -> kafka.sendMessage(message(row)).replaceWith(row.getLong("id")))
                .onFailure()
                .invoke(failure -> Log.warnf(
                        "outbox record not sent topic=%s error=%s", rows.get(0).getString("topic"), failure.toString()))
                .onFailure()
                .recoverWithCompletion()
                .collect()
                .asList();
    }

    private static Uni<Integer> delete(SqlConnection connection, List<Long> ids) {
        return connection
                .preparedQuery(DELETE)
                .execute(Tuple.of(ids.toArray(Long[]::new)))
                .replaceWith(ids.size());
    }

    private static String key(Row row) {
        return row.getString("record_key");
    }

    private static Stream<Row> stream(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static Message<byte[]> message(Row row) {
        byte[] payload = row.getBuffer("payload").getBytes();
        return Message.of(payload.length == 0 ? null : payload)
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withTopic(row.getString("topic"))
                        .withKey(row.getString("record_key"))
                        .withTimestamp(row.getOffsetDateTime("created_at").toInstant())
                        .withHeaders(headers(row.getString("headers")))
                        .build());
    }

    private static Headers headers(String json) {
        Headers headers = new RecordHeaders();
        try {
            Map<String, String> texts = TEXTS.readValue(json);
            texts.forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the outbox holds headers it did not write", e);
        }
        return headers;
    }
}
