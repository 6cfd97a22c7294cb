package io.waymark.poller.cost;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.carriers.ProviderId;
import io.waymark.poller.pace.NumberKey;
import io.waymark.poller.plan.Rank;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Numbers are billed once a month, up to the budget of ten and never silently, on real PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(StaffResource.class)
class BudgetIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ProviderId PROVIDER = ProviderId.KUAIDI100;

    @Inject
    Pool database;

    @Inject
    CostRepository costs;

    @Inject
    CostHandler handler;

    @Inject
    CostReportRepository ledger;

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    @BeforeEach
    void nothingIsBilled() {
        run("delete from billed_number");
        run("delete from billed_day");
    }

    private void run(String statement) {
        database.query(statement).execute().await().atMost(PATIENCE);
    }

    private long numbers(String statement) {
        return database.query(statement)
                .execute()
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }

    private long billed() {
        long rows = numbers("select count(*) from billed_number");
        assertThat(numbers("select coalesce(sum(numbers), 0)::bigint from billed_day where numbers >= 0"))
                .as("both accounts say the same")
                .isEqualTo(rows);
        return rows;
    }

    private static NumberKey number(int number) {
        return new NumberKey("yto", "YT" + number);
    }

    private static Charge charge(int number, Rank rank) {
        return new Charge(number(number), number % 2 == 0 ? "acme" : "umbra", rank, true);
    }

    private static List<Charge> usual(int from, int to) {
        return Stream.iterate(from, number -> number + 1)
                .limit(to - from + 1L)
                .map(number -> charge(number, Rank.USUAL))
                .toList();
    }

    private Set<NumberKey> reserve(ProviderId provider, List<Charge> charges) {
        return database.withTransaction(c -> costs.reserve(c, provider, "query", charges))
                .await()
                .atMost(PATIENCE);
    }

    private Set<NumberKey> reserve(List<Charge> charges) {
        return reserve(PROVIDER, charges);
    }

    private void settle(List<NumberKey> billed, List<NumberKey> released) {
        settle("query", billed, released);
    }

    private void settle(String cause, List<NumberKey> billed, List<NumberKey> released) {
        List<Charge> charges = billed.stream()
                .map(number -> new Charge(number, "acme", Rank.USUAL, true))
                .toList();
        database.withTransaction(c -> costs.settle(c, PROVIDER, cause, charges, released))
                .await()
                .atMost(PATIENCE);
    }

    private double gauge(String series) {
        return given().get(metrics)
                .asString()
                .lines()
                .filter(line -> line.startsWith(series))
                .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElse(Double.NaN);
    }

    @Test
    void aNumberIsBilledOnceAMonthHoweverOftenItIsAskedAbout() {
        reserve(usual(1, 3));
        settle(List.of(number(1), number(2), number(3)), List.of());

        assertThat(reserve(usual(1, 4))).hasSize(4);
        assertThat(billed()).isEqualTo(4);
        assertThat(numbers("select numbers from billed_day where merchant_id = 'acme'"))
                .isEqualTo(2);
    }

    @Test
    void theBudgetStopsWhatIsNewAndKeepsATenthForWhatIsUrgent() {
        reserve(usual(1, 8));

        assertThat(reserve(usual(8, 12))).containsExactlyInAnyOrder(number(8), number(9));
        assertThat(reserve(usual(13, 14))).isEmpty();
        assertThat(reserve(List.of(charge(15, Rank.URGENT), charge(16, Rank.URGENT))))
                .hasSize(1);
        assertThat(billed()).isEqualTo(10);
    }

    @Test
    void aCallWithoutEffectIsTakenBack() {
        reserve(usual(1, 9));
        settle(List.of(number(1)), List.of(number(2)));
        settle(List.of(), List.of(number(1)));

        assertThat(billed()).isEqualTo(8);
        assertThat(reserve(usual(20, 20))).hasSize(1);
        assertThat(reserve(usual(21, 21))).isEmpty();
    }

    @Test
    void whatAReplicaHadReservedThatDiedStaysOnTheBill() {
        reserve(usual(1, 1));
        run("update billed_number set billed_at = now() - interval '2 hours'");

        settle(List.of(), List.of(number(1)));

        assertThat(billed()).isEqualTo(1);
    }

    @Test
    void whatIsReservedForACallThatIsUnderWayIsNotTakenBackByAnother() {
        reserve(usual(1, 1));

        settle("subscribe", List.of(), List.of(number(1)));
        assertThat(billed()).isEqualTo(1);

        settle("query", List.of(), List.of(number(1)));
        assertThat(billed()).isZero();
    }

    @Test
    void whatWasTakenBackFromUnderACallThatIsAnsweredIsBilledAllTheSame() {
        reserve(usual(1, 1));
        settle("query", List.of(), List.of(number(1)));

        settle("subscribe", List.of(number(1)), List.of());
        settle("subscribe", List.of(number(1)), List.of());

        assertThat(billed()).isEqualTo(1);
        assertThat(numbers("select count(*) from billed_number where settled and cause = 'subscribe'"))
                .isEqualTo(1);
        assertThat(numbers("select numbers from billed_day where merchant_id = 'acme'"))
                .isEqualTo(1);
    }

    @Test
    void inTheNextMonthEverythingBeginsAnew() {
        reserve(usual(1, 9));
        assertThat(reserve(usual(10, 10))).isEmpty();

        run("update billed_number set month = month - interval '1 month', day = day - interval '1 month'");
        run("update billed_day set day = day - interval '1 month'");

        assertThat(reserve(usual(1, 9))).hasSize(9);
        settle(usual(1, 9).stream().map(Charge::number).toList(), List.of());
        assertThat(numbers("select count(*) from billed_number where not settled"))
                .isZero();
    }

    @Test
    void whoDoesNotBillNumbersIsNotBilled() {
        assertThat(reserve(ProviderId.STO, usual(1, 20))).hasSize(20);

        assertThat(billed()).isZero();
    }

    @Test
    void thatTheBudgetIsUsedUpIsShown() {
        await().atMost(PATIENCE).until(() -> gauge("cost_exhausted{provider=\"kuaidi100\"") == 0);
        reserve(usual(1, 9));

        await().atMost(PATIENCE).until(() -> gauge("cost_exhausted{provider=\"kuaidi100\"") == 1);
        assertThat(gauge("cost_numbers{merchant=\"umbra\",provider=\"kuaidi100\""))
                .isEqualTo(5);
        assertThat(gauge("cost_budget{provider=\"kuaidi100\"")).isEqualTo(10);
        assertThat(gauge("cost_forecast{provider=\"kuaidi100\"")).isEqualTo(9);
    }

    @Test
    void thatTheBudgetIsUsedUpAndWillNotLastIsSaidOnce() {
        reserve(usual(1, 9));
        run("insert into billed_day values ('kuaidi100', (now() at time zone 'Asia/Shanghai')::date, 'other', 2)");
        await().atMost(PATIENCE).until(() -> gauge("cost_forecast{provider=\"kuaidi100\"") == 11);
        CostScheduler scheduler = new CostScheduler(handler, ledger, new SimpleMeterRegistry());
        List<String> log = new CopyOnWriteArrayList<>();
        Handler listener = listener(log);
        Logger.getLogger(CostScheduler.class.getName()).addHandler(listener);
        try {
            for (int times = 0; times < 2; times++) {
                scheduler.tell().await().atMost(PATIENCE);
            }
        } finally {
            Logger.getLogger(CostScheduler.class.getName()).removeHandler(listener);
        }

        assertThat(log).hasSize(2).allMatch(line -> line.contains("numbers=11"));
        assertThat(log.get(0)).startsWith("budget used up, no number is billed anew provider=kuaidi100");
        assertThat(log.get(1)).startsWith("budget will not last provider=kuaidi100");
    }

    private static Handler listener(List<String> log) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                log.add(ExtLogRecord.wrap(line).getFormattedMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
