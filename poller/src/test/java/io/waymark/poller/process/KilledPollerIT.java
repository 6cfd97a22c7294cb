package io.waymark.poller.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A replica that is killed while its calls are under way: another takes over what it had, and breaks no quota by it. */
@Timeout(180)
class KilledPollerIT {

    private static final int NUMBERS = 40;

    /** Half an hour of the provider's. */
    private static final Duration GAP = Duration.ofSeconds(18);

    private static final Map<String, String> SETTINGS = Map.of(
            "waymark.polling.speed", "100",
            "waymark.polling.lease", "PT12S",
            "waymark.calls.connect-timeout", "1s",
            "waymark.calls.answer-timeout", "10s");

    @TempDir
    Path database;

    @Test
    void isReplacedAfterItsLeaseByOneThatAsksNoNumberTooSoon() throws InterruptedException {
        try (PollerWorld world = new PollerWorld(database, Map.of())) {
            IntStream.range(0, NUMBERS)
                    .forEach(i -> world.follow("thirtypost", "thirtypost", "A80000000%02dE".formatted(i)));
            world.fault("thirtypost", "timeout", NUMBERS);

            PollerProcess killed = world.startPoller(SETTINGS);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> world.queries("thirtypost").size() == NUMBERS);
            killed.kill();

            assertThat(world.count("watch where calling")).isEqualTo(NUMBERS);
            world.clearFaults();
            try (PollerProcess other = world.startPoller(SETTINGS)) {
                await().atMost(Duration.ofSeconds(90))
                        .failFast("the other ended by itself", () -> !other.isAlive())
                        .until(() -> world.count("watch where answered_at is not null and not calling") == NUMBERS);
            }
            List<PollerWorld.Query> queries = world.queries("thirtypost");
            assertThat(queries).hasSize(2 * NUMBERS);
            PollerWorld.assertApart(queries, GAP);
        }
    }
}
