package io.waymark.ingest;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.EmbeddedKafka;
import io.waymark.sandbox.infra.KafkaOptions;
import io.waymark.sandbox.infra.TopicReader;
import io.waymark.sandbox.infra.TopicSetup;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The built service, stopped and killed while it is called without pause: what was answered with success is in Kafka. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class StoppedIngestIT {

    private static final int CALLERS = 16;

    /** A machine that is busy with other things would else be taken for overload. */
    private static final Map<String, String> SETTINGS = Map.of(
            "quarkus.shutdown.delay", "2s",
            "quarkus.shutdown.timeout", "5s",
            "waymark.ingest.overload.loop-delay", "10s",
            "waymark.ingest.overload.durable-in", "10s");

    private static EmbeddedKafka kafka;

    @TempDir
    Path spool;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(KafkaOptions.temporary());
        TopicSetup.createAll(kafka.bootstrapServers(), 6, 1);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void aStopLosesNothingThatWasAnsweredAndTellsItsReadinessFirst() throws Exception {
        try (IngestProcess ingest = ingest();
                Callers callers = new Callers(ingest.callbacks(), CALLERS)) {
            await().until(() -> callers.answered().size() > 500);

            ingest.terminate();
            await().pollInterval(Duration.ofMillis(20)).until(() -> !ingest.isReady(client));
            long down = System.nanoTime();
            await().untilAsserted(() -> assertThat(callers.lastSuccessSentAt())
                    .as("served after readiness went down")
                    .isGreaterThan(down));

            assertThat(ingest.ended()).as("exit code of SIGTERM").isEqualTo(128 + 15);
            callers.close();
            assertThat(callers.otherStatuses()).isEmpty();
            assertInKafka(callers.answered());
        }
    }

    /** Where the machine stands still for a while, part of it is in the spool, and comes out of it with the next start. */
    @Test
    void aKillLosesNothingThatWasAnswered() throws Exception {
        Set<String> answered = new HashSet<>();
        for (int kills = 0; kills < 3; kills++) {
            int enough = 200 + 300 * kills;
            try (IngestProcess ingest = ingest();
                    Callers callers = new Callers(ingest.callbacks(), CALLERS)) {
                await().until(() -> callers.answered().size() > enough);
                ingest.kill();
                callers.close();
                answered.addAll(callers.answered());
            }
        }
        try (IngestProcess drains = ingest()) {
            assertInKafka(answered);
        }
    }

    @Test
    void aKillWhileKafkaIsAwayLosesNothingThatWasAnswered() throws Exception {
        Set<String> answered = new HashSet<>();
        try (IngestProcess ingest = ingest();
                Callers callers = new Callers(ingest.callbacks(), CALLERS)) {
            await().until(() -> callers.answered().size() > 100);
            kafka.stopBroker(1);
            int before = callers.answered().size();
            await().until(() -> callers.answered().size() > before + 500);
            ingest.kill();
            callers.close();
            answered.addAll(callers.answered());
        }
        try (IngestProcess startedWithoutKafka = ingest();
                Callers callers = new Callers(startedWithoutKafka.callbacks(), CALLERS)) {
            await().until(() -> callers.answered().size() > 500 && startedWithoutKafka.isReady(client));
            startedWithoutKafka.kill();
            callers.close();
            answered.addAll(callers.answered());
        }
        kafka.startBroker(1);
        try (IngestProcess drains = ingest()) {
            assertInKafka(answered);
        }
    }

    private IngestProcess ingest() throws Exception {
        return IngestProcess.start(kafka.bootstrapServers(), spool, SETTINGS);
    }

    private static void assertInKafka(Set<String> numbers) {
        new TopicReader(kafka.bootstrapServers()).readUntil(Topics.RAW, Duration.ofSeconds(30), seen -> seen.stream()
                .map(raw -> raw.value().trackingNumber())
                .collect(toSet())
                .containsAll(numbers));
    }
}
