package io.waymark.poller.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Accounts of numbers are kept as long as a limit looks back, and no longer. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(StaffResource.class)
class PruneIT {

    @Inject
    Pool database;

    @Inject
    PruneScheduler scheduler;

    private List<String> run(String statement) {
        List<String> first = new ArrayList<>();
        database.query(statement)
                .execute()
                .await()
                .atMost(Duration.ofSeconds(30))
                .forEach(row -> first.add(row.getString(0)));
        return first;
    }

    private void prune() {
        scheduler.prune().await().atMost(Duration.ofSeconds(30));
    }

    @Test
    void billsOfTheLastThirteenMonthsStay() {
        run("delete from billed_number");
        run("insert into billed_number (provider, month, carrier, tracking_number, merchant_id, cause, day)"
                + " select 'kuaidi100', m, 'yto', 'BILL' || n, 'acme', 'query', m from (select n,"
                + " (date_trunc('month', now() at time zone 'Asia/Shanghai') - n * interval '1 month')::date as m"
                + " from unnest(array[0, 13, 14, 30]) n) months");

        prune();

        assertThat(run("select tracking_number from billed_number order by month desc"))
                .containsExactly("BILL0", "BILL13");
    }

    @Test
    void whatWasDoneWithANumberIsForgottenAfterFortyDaysHoweverManyThereAre() {
        run("delete from number_use");
        run(
                "insert into number_use (provider, carrier, tracking_number, touched_at) select 'kuaidi100', 'yto', 'OLD' || n,"
                        + " now() - interval '41 days' from generate_series(1, 6000) n");
        run(
                "insert into number_use (provider, carrier, tracking_number, touched_at) values ('kuaidi100', 'yto', 'USED',"
                        + " now() - interval '39 days')");

        prune();

        assertThat(run("select tracking_number from number_use")).containsExactly("USED");
    }
}
