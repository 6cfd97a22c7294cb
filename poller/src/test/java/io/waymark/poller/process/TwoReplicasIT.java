package io.waymark.poller.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two replicas, and numbers that are everyone's: each is one shipment's own and a further number of another's, and is due
 * again as soon as the provider allows it.
 */
@Timeout(180)
class TwoReplicasIT {

    private static final int NUMBERS = 20;
    private static final int ROUNDS = 4;

    /** What the provider asks for, and what is kept to: a call may be as much under way as they differ by. */
    private static final Duration LOCK = Duration.ofMillis(3_000);

    private static final Duration GAP_OF_LIFE = Duration.ofMinutes(40);

    @TempDir
    Path directory;

    @Test
    void neverAskForOneNumberWithinTheProvidersGap() throws IOException {
        Path rules = Files.writeString(directory.resolve("rules.csv"), "*,*,*,PT1M,P30D,PT1M\n");
        Map<String, String> settings = Map.of(
                "waymark.polling.speed", "500",
                "waymark.polling.rules-file", rules.toString(),
                "waymark.pace.kuaidi100.gap", GAP_OF_LIFE.toString());
        try (PollerWorld world = new PollerWorld(
                directory.resolve("database"), Map.of("WAYMARK_SANDBOX_KUAIDI100_LOCK", LOCK.toString()))) {
            IntStream.range(0, NUMBERS).forEach(i -> {
                world.follow("kuaidi100", "yto", number(i));
                world.register("ems", "EM%010d".formatted(i));
                world.alias("ems", "EM%010d".formatted(i), "yto", number(i));
            });
            try (PollerProcess one = world.startPoller(settings);
                    PollerProcess other = world.startPoller(settings)) {
                await().atMost(Duration.ofSeconds(120))
                        .failFast("one ended by itself", () -> !one.isAlive() || !other.isAlive())
                        .until(() -> wasAskedOften(world)
                                && one.metric("polls_total") > 0
                                && other.metric("polls_total") > 0);
            }
            List<PollerWorld.Query> queries = world.queries("kuaidi100");
            assertThat(queries).noneMatch(query -> query.code().equals("504"));
            PollerWorld.assertApart(queries, LOCK);
        }
    }

    private static boolean wasAskedOften(PollerWorld world) {
        Map<String, Integer> asked = new HashMap<>();
        world.queries("kuaidi100").forEach(query -> asked.merge(query.number(), 1, Integer::sum));
        return IntStream.range(0, NUMBERS).allMatch(i -> asked.getOrDefault(number(i), 0) >= ROUNDS);
    }

    private static String number(int index) {
        return "YT%010d".formatted(index);
    }
}
