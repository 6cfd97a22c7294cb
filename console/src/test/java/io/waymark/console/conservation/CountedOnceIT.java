package io.waymark.console.conservation;

import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.readmodel.Change;
import io.waymark.contract.HourAccount;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** Batches as Kafka delivers them when replicas come and go, of partitions that nobody else uses. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class CountedOnceIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Instant HOUR = Instant.now().truncatedTo(ChronoUnit.HOURS);
    private static final AtomicInteger PARTITIONS =
            new AtomicInteger((int) (System.currentTimeMillis() % 1_000_000_000));

    @Inject
    ConservationConsumer consumer;

    @Inject
    AccountRepository accounts;

    @Inject
    Pool database;

    private final int partition = PARTITIONS.incrementAndGet();
    private final Doorstep door = new Doorstep("p" + number(), HOUR);

    @Test
    void aBatchThatComesAgainIsNotCountedAgain() {
        deliver(0, 10, HOUR);
        deliver(0, 10, HOUR);
        deliver(5, 12, HOUR);

        get(DEFAULT, door.balances()).body("items[0].accepted", equalTo(12));
    }

    @Test
    void replicasThatBothBelieveToHaveThePartitionCountEveryRecordOnce() {
        CompletableFuture<Void> one = CompletableFuture.runAsync(() -> inBatchesOf(7, 420));
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> inBatchesOf(10, 420));
        CompletableFuture.allOf(one, other).join();

        get(DEFAULT, door.balances()).body("items[0].accepted", equalTo(420));
    }

    @Test
    void whatTheNormalizerHasComePastIsKeptAsASumAlone() {
        deliver(0, 10, HOUR);
        deliver(10, 20, HOUR);
        assertThat(rows("conservation_piece")).isEqualTo(2);

        told(20);
        told(20);
        deliver(20, 30, HOUR);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(rows("conservation_piece")).isEqualTo(1));
        told(30);
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(rows("conservation_piece")).isZero();
            assertThat(rows("conservation_position")).isEqualTo(1);
        });
        get(DEFAULT, door.balances())
                .body("items[0].accepted", equalTo(30))
                .body("items[0].normalized", equalTo(30))
                .body("items[0].missing", equalTo(0));
    }

    @Test
    void hoursThatAreNoLongerKeptAreForgotten() {
        Instant longAgo = HOUR.minus(Duration.ofDays(200));
        deliver(0, 10, longAgo);
        deliver(10, 20, HOUR);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(rows("conservation_cell")).isEqualTo(1));
        get(DEFAULT, new Doorstep(door.provider(), longAgo).balances()).body("items", empty());
        get(DEFAULT, door.balances()).body("items[0].accepted", equalTo(10));
    }

    @Test
    void hoursFromBeforeThereWereAccountsAreNotJudged() {
        deliver(0, 10, HOUR);
        try {
            execute("update conservation_start set hour = $1", HOUR.plus(1, ChronoUnit.HOURS));
            get(DEFAULT, door.balances()).body("items", empty()).body("totals.accepted", equalTo(0));
            execute("update conservation_start set hour = $1", HOUR);
            get(DEFAULT, door.balances()).body("items[0].accepted", equalTo(10));
        } finally {
            execute("update conservation_start set hour = $1", Instant.EPOCH);
        }
    }

    private void inBatchesOf(int size, int records) {
        for (int from = 0; from < records; from += size) {
            deliver(from, Math.min(from + size, records), HOUR);
        }
    }

    private void deliver(int from, int to, Instant hour) {
        TopicPartition place = new TopicPartition(Topics.RAW.name(), partition);
        List<ConsumerRecord<byte[], String>> records = IntStream.range(from, to)
                .mapToObj(offset -> new ConsumerRecord<byte[], String>(
                        place.topic(),
                        partition,
                        offset,
                        hour.plusSeconds(offset).toEpochMilli(),
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        new byte[0],
                        door.provider(),
                        new RecordHeaders(),
                        Optional.empty()))
                .toList();
        consumer.accepted(new ConsumerRecords<>(Map.of(place, records), Map.of()))
                .await()
                .atMost(SOON);
    }

    /** All records before the offset were normalized. */
    private void told(long position) {
        HourAccount account = new HourAccount(partition, door.provider(), HOUR, position, 0, 0, 0, 0, position, 0);
        Change<HourAccount> change = new Change<>(account.key(), account, "", Instant.now());
        database.withTransaction(connection -> accounts.apply(connection, List.of(change)))
                .await()
                .atMost(SOON);
    }

    private long rows(String table) {
        return database.preparedQuery("select count(*) as rows from " + table + " where raw_partition = $1")
                .execute(Tuple.of(partition))
                .map(rows -> rows.iterator().next().getLong("rows"))
                .await()
                .atMost(SOON);
    }

    private void execute(String sql, Instant hour) {
        database.preparedQuery(sql)
                .execute(Tuple.of(hour.atOffset(ZoneOffset.UTC)))
                .await()
                .atMost(SOON);
    }
}
