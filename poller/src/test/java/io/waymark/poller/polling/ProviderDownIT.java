package io.waymark.poller.polling;

import static io.waymark.poller.polling.Numbers.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A provider that is down for an hour, of a parcel's time, is asked little meanwhile, and not stormed afterwards. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(PollingResource.class)
class ProviderDownIT {

    private static final Duration HOUR = Duration.ofMillis(3600);
    private static final int NUMBERS = 60;

    /** The bucket's burst, and a worker's batch that was on its way when the provider went down. */
    private static final int BURST = 10;

    private static final int RATE = 20;

    @ConfigProperty(name = "waymark.kuaidi100.url")
    String url;

    private final Numbers numbers = new Numbers();

    @Test
    void fewCallsWhileItIsDownAndEveryNumberIsCaughtUpWithWithinTheRate() throws IOException {
        numbers.clear();
        try (QueryStandIn provider = new QueryStandIn(url)) {
            provider.answersOtherwise("http-503");
            IntStream.range(0, NUMBERS).forEach(number -> numbers.due("YTDOWN" + number));
            await().atMost(PATIENCE).until(() -> !provider.calls().isEmpty());
            long begun = System.nanoTime();
            await().atMost(PATIENCE).until(() -> System.nanoTime() - begun > HOUR.toNanos());
            int whileDown = provider.calls().size();
            provider.answersOtherwise("200");

            await().atMost(Duration.ofMinutes(1)).until(this::allAnswered);

            assertThat(whileDown).isBetween(1, 2 * BURST + 6);
            assertThat(mostWithinASecond(provider.calls())).isLessThanOrEqualTo(BURST + RATE + 1);
        }
    }

    private boolean allAnswered() {
        return numbers.count("select count(*) from poller.watch where answered_at is not null and not calling")
                == NUMBERS;
    }

    private static int mostWithinASecond(List<QueryStandIn.Call> calls) {
        return calls.stream()
                .mapToInt(first -> (int) calls.stream()
                        .filter(call -> call.nanoTime() >= first.nanoTime()
                                && call.nanoTime() < first.nanoTime() + 1_000_000_000L)
                        .count())
                .max()
                .orElse(0);
    }
}
