package io.waymark.console.readmodel;

import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.register;
import static io.waymark.contract.SubStatus.PICKED_UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicWriter;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Months of long ago, of which no other test knows. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class MonthIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** So that February 2004 is over for longer, and March is not. */
    private static final Instant NOW = Instant.parse("2026-03-15T00:00:00Z");

    private static final Period KEPT = Period.ofYears(22);

    private final Records records = new Records(number());

    @Inject
    Pool database;

    @Test
    void monthsAreDroppedOnceAllOfThemIsOlderThanIsKept() {
        register(DEFAULT, records.number(), "").statusCode(201);
        tell(1, "2004-02-29T23:59:59.999Z");
        tell(2, "2004-03-01T00:00:00Z");
        await().atMost(SOON).untilAsserted(() -> get(DEFAULT, path()).body("events", hasSize(2)));
        assertThat(partitions()).contains("tracking_event_2004_02", "tracking_event_2004_03");

        months(Optional.empty()).drop(Generation.LIVE, NOW).await().atMost(SOON);
        get(DEFAULT, path()).body("events", hasSize(2));
        months(Optional.of(KEPT)).drop(Generation.LIVE, NOW).await().atMost(SOON);

        assertThat(partitions())
                .contains("tracking_event_2004_03", "shipment_revision_2004_03")
                .doesNotContain("tracking_event_2004_02", "shipment_revision_2004_02");
        get(DEFAULT, path()).body("events.sequence", contains(2));
        assertThat(noted()).containsExactly("2004-03");
    }

    private String path() {
        return "/v1/shipments/" + records.id();
    }

    private void tell(long sequence, String recordedAt) {
        ObjectNode event = JsonSerde.mapper().valueToTree(records.event(sequence, PICKED_UP, Records.SIGNED_AT));
        event.put("recordedAt", recordedAt);
        new TopicWriter(SharedKafka.bootstrapServers())
                .write(
                        Topics.EVENTS,
                        records.id().toString(),
                        JsonSerde.mapper().convertValue(event, TrackingEvent.class));
    }

    private MonthRepository months(Optional<Period> kept) {
        return new MonthRepository(database, new ReadModelConfig() {
            @Override
            public Optional<Period> historyKept() {
                return kept;
            }

            @Override
            public int monthsAhead() {
                return 0;
            }

            @Override
            public int rebuildBatch() {
                return 1;
            }
        });
    }

    private List<String> partitions() {
        return texts("select c.relname as text from pg_class c join pg_inherits i on i.inhrelid = c.oid"
                + " where c.relnamespace = 'console_read'::regnamespace and c.relkind = 'r'");
    }

    private List<String> noted() {
        return texts("select to_char(month at time zone 'UTC', 'YYYY-MM') as text from console_read.shipment_month"
                + " where shipment_id = '" + records.id() + "'");
    }

    private List<String> texts(String sql) {
        return database.query(sql).execute().await().atMost(SOON).stream()
                .map(row -> row.getString("text"))
                .toList();
    }
}
