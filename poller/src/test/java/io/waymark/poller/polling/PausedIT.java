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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** An account that its provider does not serve is left alone, and goes on by itself. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(PollingResource.class)
class PausedIT {

    /** Twenty times the base of the retries. */
    private static final Duration PAUSE = Duration.ofSeconds(4);

    @ConfigProperty(name = "waymark.kuaidi100.url")
    String url;

    private final Numbers numbers = new Numbers();

    @Test
    void nobodyIsAskedAboutWhileTheAccountIsPausedAndAllAreAfterwards() throws IOException {
        numbers.clear();
        try (QueryStandIn provider = new QueryStandIn(url)) {
            provider.answers("YTREFUSED", "503");
            numbers.due("YTREFUSED");
            await().atMost(PATIENCE)
                    .until(() -> numbers.count("select count(*) from poller.provider_pause"
                                    + " where provider = 'kuaidi100' and operation = 'query' and last_code = '503'")
                            == 1);
            numbers.due("YTWAITS");

            await().atMost(PATIENCE).until(() -> numbers.isAnswered("YTREFUSED") && numbers.isAnswered("YTWAITS"));

            long refused = provider.calls("YTREFUSED").get(0).nanoTime();
            assertThat(provider.calls().stream().skip(1))
                    .allMatch(call -> call.nanoTime() - refused >= PAUSE.toNanos() * 9 / 10);
            assertThat(provider.calls("YTREFUSED")).hasSize(2);
            assertThat(provider.calls("YTWAITS")).hasSize(1);
        }
    }
}
