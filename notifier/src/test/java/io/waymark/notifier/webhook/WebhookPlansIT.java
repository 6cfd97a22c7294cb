package io.waymark.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done every few seconds does not read all that was ever delivered. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class WebhookPlansIT {

    private static final String FILL =
            """
            insert into webhook_delivery (delivery_id, endpoint_id, merchant_id, webhook_id, type, shipment_id, state,
                                          in_order, body, created_at, changed_at, revision)
            select md5('plan' || i)::uuid, md5('plan' || i % 50)::uuid, 'plans', md5('told' || i)::uuid, 'shipment.event',
                   md5('parcel' || i)::uuid, 'DELIVERED', true, '{}', now(), now(), 1
            from generate_series(1, 30000) i""";

    @Inject
    Pool database;

    @Inject
    Tables tables;

    @BeforeEach
    void muchWasDelivered() {
        tables.run(FILL);
        tables.run("analyze webhook_delivery");
    }

    @AfterEach
    void nothingWas() {
        tables.run("delete from webhook_delivery where merchant_id = 'plans'");
    }

    @Test
    void whatWaitsForDisabledEndpointsIsFoundByAnIndex() {
        assertNoScan(WebhookSweepScheduler.GIVE_UP, OffsetDateTime.now(), 500);
    }

    @Test
    void lanesThatAreStuckAreFoundByAnIndex() {
        assertNoScan(LaneRepository.STUCK, 500);
    }

    @Test
    void whatWaitsIsCountedByAnIndex() {
        assertNoScan(WebhookTotalsScheduler.COUNT);
    }

    private void assertNoScan(String sql, Object... values) {
        String plan = database.preparedQuery("explain " + sql)
                .execute(Tuple.from(values))
                .map(rows ->
                        FanOutHandler.stream(rows).map(row -> row.getString(0)).collect(Collectors.joining("\n")))
                .await()
                .indefinitely();
        assertThat(plan).contains("webhook_delivery").doesNotContain("Seq Scan on webhook_delivery");
    }
}
