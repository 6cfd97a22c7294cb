package io.waymark.poller.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waymark.contract.RawPayload;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kafka or PostgreSQL is away while numbers fall due: no answer is lost, and none is asked for too often afterwards. */
@Timeout(240)
class PollerOutageIT {

    private static final int NUMBERS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Half an hour of the provider's; forty minutes are kept to. */
    private static final Duration GAP = Duration.ofMillis(1_800);

    @TempDir
    Path directory;

    private PollerWorld world;
    private PollerProcess poller;

    @BeforeEach
    void start() throws IOException {
        Path rules = Files.writeString(directory.resolve("rules.csv"), "*,*,*,PT1M,P30D,PT1M\n");
        world = new PollerWorld(directory.resolve("database"), Map.of());
        world.fault("thirtypost", "http500", 1_000_000); // nothing is answered before the test wants it
        IntStream.range(0, NUMBERS).forEach(i -> world.follow("thirtypost", "thirtypost", number(i)));
        poller = world.startPoller(Map.of(
                "waymark.polling.speed", "1000",
                "waymark.polling.rules-file", rules.toString(),
                "waymark.retry.base", "PT1S",
                "waymark.pace.breaker-base", "PT1S",
                "waymark.pace.breaker-most", "PT2S",
                "waymark.pace.thirtypost.gap", "PT40M"));
    }

    @AfterEach
    void stop() {
        poller.close();
        world.close();
    }

    @Test
    void answersThatComeWhileKafkaIsAwayAreFiledWhenItIsBack() {
        await().atMost(PATIENCE).until(() -> world.count("watch") == NUMBERS);
        world.kafka.stopBroker(1);
        world.clearFaults();
        await().atMost(PATIENCE).until(() -> world.count("outbox") == 2 * NUMBERS); // with what opens them
        assertThat(world.count("watch where answered_at is not null")).isEqualTo(NUMBERS);

        world.kafka.startBroker(1);

        List<ConsumerRecord<String, RawPayload>> records = new TopicReader(world.kafka.bootstrapServers())
                .readUntil(Topics.RAW, PATIENCE, seen -> numbers(seen).size() == NUMBERS);
        assertThat(records).allSatisfy(record -> {
            assertThat(record.value().verifiedBy()).isEqualTo("query");
            assertThat(record.value().provider()).isEqualTo("thirtypost");
        });
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(world.count("outbox")).isZero());
        PollerWorld.assertApart(world.queries("thirtypost"), GAP);
    }

    @Test
    void pollingGoesOnWhenPostgresIsBackAndBreaksNoGap() {
        world.clearFaults();
        await().atMost(PATIENCE).until(() -> world.count("watch where answered_at is not null") == NUMBERS);
        int[] before = new int[1];

        world.withoutPostgres(() -> {
            before[0] = world.queries("thirtypost").size();
            assertThat(poller.isAlive()).isTrue();
        });

        await().atMost(PATIENCE)
                .failFast("the service ended by itself", () -> !poller.isAlive())
                .until(() -> askedSince(before[0]).size() == NUMBERS);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        world.count("watch where asked_at > answered_at + interval '30 seconds'"))
                .isZero());
        PollerWorld.assertApart(world.queries("thirtypost"), GAP);
    }

    private Set<String> askedSince(int position) {
        List<PollerWorld.Query> queries = world.queries("thirtypost");
        return queries.subList(position, queries.size()).stream()
                .map(PollerWorld.Query::number)
                .collect(Collectors.toSet());
    }

    private static Set<String> numbers(List<ConsumerRecord<String, RawPayload>> records) {
        return records.stream().map(record -> record.value().trackingNumber()).collect(Collectors.toSet());
    }

    private static String number(int index) {
        return "A80000000%02dE".formatted(index);
    }
}
