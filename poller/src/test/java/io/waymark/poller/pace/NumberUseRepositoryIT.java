package io.waymark.poller.pace;

import static io.waymark.carriers.ProviderId.KUAIDI100;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.waymark.poller.polling.PollingResource;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The limits of a number hold whoever wants it, at a thousand times the speed: a gap of 1.8 s, 48 within 86.4 s. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(PollingResource.class)
class NumberUseRepositoryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration GAP = Duration.ofMillis(1800);
    private static final NumberKey NUMBER = new NumberKey("yto", "YTUSED");
    private static final NumberKey OTHER = new NumberKey("yto", "YTFREE");

    @Inject
    Pool database;

    @Inject
    NumberUseRepository uses;

    @BeforeEach
    void clear() {
        run("truncate number_use");
    }

    private void run(String statement) {
        database.query(statement).execute().await().atMost(PATIENCE);
    }

    private <T> T inTransaction(Function<SqlConnection, Uni<T>> work) {
        return database.withTransaction(work).await().atMost(PATIENCE);
    }

    private Map<NumberKey, Duration> ask(NumberKey... numbers) {
        return inTransaction(c -> uses.ask(c, KUAIDI100, List.of(numbers)));
    }

    @Test
    void ofEightAtATimeOneMayAskAboutANumber() {
        List<Map<NumberKey, Duration>> refused = Uni.join()
                .all(IntStream.range(0, 8)
                        .mapToObj(one -> database.withTransaction(c -> uses.ask(c, KUAIDI100, List.of(NUMBER))))
                        .toList())
                .andFailFast()
                .await()
                .atMost(PATIENCE);

        assertThat(refused).filteredOn(Map::isEmpty).hasSize(1);
        assertThat(refused).filteredOn(waits -> !waits.isEmpty()).allSatisfy(waits -> assertThat(waits.get(NUMBER))
                .isBetween(Duration.ofMillis(1), GAP.multipliedBy(2)));
    }

    @Test
    void oneNumberInItsGapHoldsUpNoOther() {
        ask(NUMBER);

        assertThat(ask(NUMBER, OTHER)).containsOnlyKeys(NUMBER);
    }

    @Test
    void theFortyNinthOfADayWaitsUntilTheFirstIsADayOld() {
        run("insert into number_use (provider, carrier, tracking_number, asked_at, asked) select 'kuaidi100', 'yto',"
                + " 'YTUSED', now() - interval '3 s', array(select now() - interval '80 s' + n * interval '1 s'"
                + " from generate_series(1, 48) n)");

        assertThat(ask(NUMBER).get(NUMBER)).isBetween(Duration.ofSeconds(5), Duration.ofMillis(7400));

        run("update number_use set asked[1] = asked[1] - interval '8 s'");
        assertThat(ask(NUMBER)).isEmpty();
    }

    @Test
    void whatWasNeverHeardOfMayBeAskedAgainAtOnce() {
        run("insert into number_use (provider, carrier, tracking_number, asked_at, asked) values ('kuaidi100', 'yto',"
                + " 'YTUSED', now() - interval '5 s', array[now() - interval '5 s'])");
        ask(NUMBER);
        assertThat(ask(NUMBER)).isNotEmpty();

        inTransaction(c -> uses.unask(c, KUAIDI100, List.of(NUMBER)));

        assertThat(ask(NUMBER)).isEmpty();
        inTransaction(c -> uses.unask(c, KUAIDI100, List.of(NUMBER)));
        inTransaction(c -> uses.unask(c, KUAIDI100, List.of(NUMBER)));
        assertThat(ask(NUMBER)).isEmpty();
    }

    @Test
    void aLockedNumberWaitsAsLongAsItIsLocked() {
        inTransaction(c -> uses.lockOut(c, KUAIDI100, Map.of(NUMBER, Duration.ofMinutes(5))));
        inTransaction(c -> uses.lockOut(c, KUAIDI100, Map.of(NUMBER, Duration.ofMinutes(1))));

        assertThat(ask(NUMBER).get(NUMBER)).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
    }

    @Test
    void theFifthSubscriptionOfAMonthWaitsForTheFirstToBeAMonthOld() {
        for (int number = 0; number < 4; number++) {
            assertThat(subscribe()).isEmpty();
        }

        assertThat(subscribe().get(NUMBER)).isBetween(Duration.ofMinutes(43), Duration.ofMinutes(45));
        assertThat(ask(NUMBER)).as("to subscribe is not to ask").isEmpty();
    }

    private Map<NumberKey, Duration> subscribe() {
        return inTransaction(c -> uses.subscribe(c, KUAIDI100, List.of(NUMBER)));
    }
}
