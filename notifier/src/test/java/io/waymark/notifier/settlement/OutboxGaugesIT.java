package io.waymark.notifier.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What is to be sent and is not shows, while another holds its shard, say. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@QuarkusTestResource(GatewayResource.class)
class OutboxGaugesIT extends LedgerCases {

    private static final String LOCK = "(hashtext('notifier'), 0)";

    private static final String ADD =
            """
            insert into notifier.outbox (shard, topic, record_key, headers, payload, created_at)
            values (0, 'waymark.settlements.v1', 'waits', '{}', ''::bytea, now() - interval '1 hour')""";

    @Inject
    MeterRegistry metrics;

    @Test
    void aRecordThatWaitsIsCountedAndItsAgeTold() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock" + LOCK);
            try {
                statement.execute(ADD);

                await().atMost(PATIENCE).untilAsserted(() -> {
                    assertThat(gauge("outbox_records")).isPositive();
                    assertThat(gauge("outbox_oldest")).isGreaterThanOrEqualTo(3600);
                });
            } finally {
                statement.execute("delete from notifier.outbox where record_key = 'waits'");
                statement.execute("select pg_advisory_unlock" + LOCK);
            }
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(gauge("outbox_oldest")).isLessThan(3600));
    }

    private double gauge(String name) {
        return metrics.get(name).gauge().value();
    }
}
