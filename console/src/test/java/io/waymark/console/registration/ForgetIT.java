package io.waymark.console.registration;

import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.waymark.contract.ShipmentId;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whom registrations name is forgotten in time, by several replicas at a time. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class ForgetIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    Pool database;

    @Inject
    RegistrationErasureHandler registrations;

    private final String number = number();
    private final String which =
            " where shipment_id = '" + ShipmentId.of("sto", number).value() + "'";

    @Test
    void whatTwoFindAtOneTimeIsChangedAndPublishedOnce() {
        register(DEFAULT, number, ", \"phone\": \"13812341234\"").statusCode(201);
        SqlConnection other = database.getConnection().await().atMost(SOON);
        other.begin().await().atMost(SOON);
        other.query("select 1 from registered_shipment" + which + " for update")
                .execute()
                .await()
                .atMost(SOON);
        rows("update registration set registered_at = now() - interval '181 days'" + which);
        List<CompletableFuture<Integer>> both =
                Stream.of(1, 2).map(replica -> forgotten()).toList();
        await().atMost(SOON)
                .until(() -> rows("select 1 from pg_stat_activity where wait_event_type = 'Lock'"
                                + " and query like 'select 1 from registered_shipment%'")
                        >= 2);

        other.query("rollback").execute().await().atMost(SOON);
        other.close().await().atMost(SOON);

        assertThat(both.stream().mapToInt(CompletableFuture::join).sum())
                .as("the service's own may have been the first")
                .isLessThanOrEqualTo(1);
        await().atMost(SOON).until(() -> rows("select 1 from registration" + which + " and phone is null") == 1);
        assertThat(rows("select 1 from registered_shipment" + which + " and revision = 2"))
                .isOne();
    }

    private CompletableFuture<Integer> forgotten() {
        Instant now = Instant.now();
        return database.withTransaction(
                        connection -> registrations.forget(connection, now.minus(Duration.ofDays(180)), 1000, now))
                .subscribeAsCompletionStage();
    }

    private int rows(String sql) {
        return database.query(sql).execute().await().atMost(SOON).rowCount();
    }
}
