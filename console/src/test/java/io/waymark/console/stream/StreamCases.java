package io.waymark.console.stream;

import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.console.readmodel.Records;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicWriter;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;

/** Tests of streams: a shipment of their own, and readers, of whom there is room for few. */
abstract class StreamCases {

    static final Duration SOON = Duration.ofSeconds(20);

    /** Few streams, and little patience. */
    public static class Few implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "waymark.stream.per-key", "2",
                    "waymark.stream.total", "3",
                    "waymark.stream.heartbeat", "PT0.2S",
                    "waymark.stream.patience", "PT1S",
                    "waymark.stream.longest", "PT1M");
        }
    }

    final Records records = new Records(number());
    final String path = "/v1/shipments/" + records.id() + "/stream";

    private final TopicWriter writer = new TopicWriter(SharedKafka.bootstrapServers());
    private final List<Reader> readers = new ArrayList<>();

    @Inject
    Pool database;

    @AfterEach
    void nobodyReadsAnyMore() {
        readers.forEach(Reader::close);
        // the seats are free again once the server has noticed
        soon(() -> assertThat(metric("streams_open")).isZero());
    }

    Reader read(String key, String from, String... headers) {
        Reader reader = new Reader(key, from, headers);
        readers.add(reader);
        return reader;
    }

    void publish(long sequence, SubStatus subStatus) {
        TrackingEvent event = records.event(sequence, subStatus, Records.SIGNED_AT.plusMinutes(sequence));
        writer.write(Topics.EVENTS, records.id().toString(), event);
    }

    void stored(int events) {
        soon(() -> get(DEFAULT, "/v1/shipments/" + records.id()).body("events", hasSize(events)));
    }

    /** Further events like the first. */
    String copies(String document, int from, int to) {
        return "insert into tracking_event select (jsonb_populate_record(t, jsonb_build_object("
                + "'event_id', gen_random_uuid(), 'sequence', n, 'document', jsonb_set(" + document
                + ", '{sequence}', to_jsonb(n))))).* from tracking_event t, generate_series(" + from + ", " + to
                + ") n where shipment_id = '" + records.id() + "'";
    }

    void asAnotherReplica(String... statements) {
        database.withTransaction(connection -> {
                    var done = connection.query("select 1").execute();
                    for (String statement : statements) {
                        done = done.chain(() -> connection.query(statement).execute());
                    }
                    return done;
                })
                .await()
                .atMost(SOON);
    }

    static double metric(String name) {
        return RestAssured.given()
                .port(ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class))
                .get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    static void soon(ThrowingRunnable check) {
        await().atMost(SOON).untilAsserted(check);
    }
}
