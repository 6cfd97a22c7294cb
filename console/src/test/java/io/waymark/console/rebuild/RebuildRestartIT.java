package io.waymark.console.rebuild;

import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.contract.SubStatus.PICKED_UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import io.waymark.console.readmodel.ReadModelConfig;
import io.waymark.console.readmodel.ReadModelRepository;
import io.waymark.console.readmodel.Records;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicWriter;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Period;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class RebuildRestartIT {

    private static final String PATH = "/v1/operations/read-model";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration OFTEN = Duration.ofMillis(5);

    /** As the scheduler does, which then leaves the rebuild to whoever holds it. */
    private static final String LOCK = "select pg_advisory_lock(hashtext('waymark read model rebuild'))";

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> broker;

    @Inject
    ReadModelRepository readModel;

    @Inject
    RebuildRepository rebuilds;

    @Inject
    NextRepository next;

    private final Records records = new Records(number());

    /** What was applied before the stop is not made anew: a mark that was put on it then is there in the end. */
    @Test
    void aRebuildThatWasStoppedHalfwayGoesOnWhereItWas() throws Exception {
        TopicWriter writer = new TopicWriter(SharedKafka.bootstrapServers());
        writer.write(Topics.LATEST, records.id().toString(), records.shipment(ShipmentStatus.IN_TRANSIT, PICKED_UP, 1));
        LongStream.rangeClosed(1, 40)
                .forEach(sequence -> writer.write(
                        Topics.EVENTS, records.id().toString(), records.event(sequence, PICKED_UP, Records.SIGNED_AT)));
        try (Tables replica = Tables.open()) {
            replica.run(LOCK);
            as(DEFAULT).post(PATH + "/rebuild?history=none").then().statusCode(202);
            Rebuild rebuild = rebuilds.last().await().atMost(SOON).orElseThrow();

            carryOutUntilSomethingIsApplied(replica, rebuild);

            get(DEFAULT, PATH).body("state", equalTo("REPLAYING"));
            assertThat(replica.number("select sum(next_offset) from console_next.read_model_offset"))
                    .isLessThan(
                            replica.number("select sum(end_offset) from console.rebuild_partition where rebuild_id = '"
                                    + rebuild.id() + "'"));
            replica.run(
                    "update console_next.tracking_event set document = (document::jsonb || '{\"mark\": true}')::json");
        }

        await().atMost(SOON).untilAsserted(() -> get(DEFAULT, PATH).body("state", equalTo("DONE")));
        try (Tables database = Tables.open()) {
            assertThat(database.number(
                            "select count(*) from console_read.tracking_event where document::jsonb ? 'mark'"))
                    .isPositive();
            assertThat(database.number("select count(*) from console_read.tracking_event where shipment_id = '"
                            + records.id() + "'"))
                    .isEqualTo(40);
        }
    }

    /** A service that takes one record at a time, and is stopped. */
    private void carryOutUntilSomethingIsApplied(Tables replica, Rebuild rebuild) {
        RebuildHandler handler = new RebuildHandler(broker, oneAtATime(), readModel, rebuilds, next);
        CompletableFuture<Void> work = CompletableFuture.runAsync(() -> handler.carryOut(rebuild));
        await().atMost(SOON)
                .pollInterval(OFTEN)
                .ignoreExceptions() // the table is not there from the first
                .until(() -> replica.number("select count(*) from console_next.tracking_event where shipment_id = '"
                                + records.id() + "'")
                        > 0);
        handler.stop();
        work.join();
    }

    private static ReadModelConfig oneAtATime() {
        return new ReadModelConfig() {
            @Override
            public Optional<Period> historyKept() {
                return Optional.empty();
            }

            @Override
            public int monthsAhead() {
                return 0;
            }

            @Override
            public int rebuildBatch() {
                return 1;
            }
        };
    }
}
