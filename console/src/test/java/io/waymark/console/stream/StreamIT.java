package io.waymark.console.stream;

import static io.waymark.console.Api.ACME;
import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.register;
import static io.waymark.contract.SubStatus.OUT_FOR_DELIVERY;
import static io.waymark.contract.SubStatus.PICKED_UP;
import static io.waymark.contract.SubStatus.SIGNED_BY_RECIPIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.console.readmodel.Records;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicWriter;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.awaitility.core.ThrowingRunnable;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(StreamIT.Few.class)
@QuarkusTestResource(KafkaAndPostgresResource.class)
class StreamIT {

    private static final Duration SOON = Duration.ofSeconds(20);

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

    private final TopicWriter writer = new TopicWriter(SharedKafka.bootstrapServers());
    private final Records records = new Records(number());
    private final String path = "/v1/shipments/" + records.id() + "/stream";
    private final List<Reader> readers = new ArrayList<>();

    @Inject
    Pool database;

    @AfterEach
    void nobodyReadsAnyMore() {
        readers.forEach(Reader::close);
        // the seats are free again once the server has noticed
        soon(() -> assertThat(metric("streams_open")).isZero());
    }

    @Test
    void whatThereIsIsToldAndThenWhatComes() throws IOException {
        register(DEFAULT, records.number(), "").statusCode(201);
        publish(1, PICKED_UP);
        stored(1);

        Reader reader = read(DEFAULT, path + "?after=");
        soon(() -> assertThat(reader.all("id")).containsExactly("1"));
        publish(2, OUT_FOR_DELIVERY);
        publish(3, SIGNED_BY_RECIPIENT);

        soon(() -> assertThat(reader.all("id")).containsExactly("1", "2", "3"));
        assertThat(reader.status()).isEqualTo(200);
        assertThat(reader.header("Content-Type")).startsWith("text/event-stream");
        assertThat(reader.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reader.all("event")).containsExactly("tracking-event", "tracking-event", "tracking-event");
        assertThat(json(reader.all("data").get(2))).isEqualTo(listed(3));
    }

    @Test
    void aReaderGoesOnWhereItWasWithoutGapOrRepeat() {
        register(DEFAULT, records.number(), "").statusCode(201);
        LongStream.rangeClosed(1, 5).forEach(sequence -> publish(sequence, PICKED_UP));
        stored(5);

        Reader byHeader = read(DEFAULT, path + "?after=1", "Last-Event-ID", "3");
        soon(() -> assertThat(byHeader.all("id")).containsExactly("4", "5"));
        byHeader.close();
        publish(6, PICKED_UP);
        stored(6);
        Reader byParameter = read(DEFAULT, path + "?after=5");
        publish(7, PICKED_UP);

        soon(() -> assertThat(byParameter.all("id")).containsExactly("6", "7"));
    }

    @Test
    void moreThanIsReadAtOnceIsToldInItsOrderAndOnce() {
        register(DEFAULT, records.number(), "").statusCode(201);
        LongStream.rangeClosed(1, 150).forEach(sequence -> publish(sequence, PICKED_UP));
        Reader reader = read(DEFAULT, path);
        LongStream.rangeClosed(151, 300).forEach(sequence -> publish(sequence, PICKED_UP));

        soon(() -> assertThat(reader.all("id")).hasSizeGreaterThanOrEqualTo(300));
        assertThat(reader.all("id"))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 300).mapToObj(Long::toString).toList());
    }

    /** Another replica applies what its partitions tell, and this one hears of it from the database alone. */
    @Test
    void whatAnotherReplicaAppliedIsToldHereToo() {
        register(DEFAULT, records.number(), "").statusCode(201);
        publish(1, PICKED_UP);
        stored(1);
        Reader reader = read(DEFAULT, path);
        soon(() -> assertThat(reader.all("id")).containsExactly("1"));

        asAnotherReplica(copies("document::jsonb", 2, 2), "notify waymark_console_events, '" + records.id() + "'");

        soon(() -> assertThat(reader.all("id")).containsExactly("1", "2"));
    }

    @Test
    void whatCameWhileTheDatabaseWasNotHeardIsToldAfterwards() {
        register(DEFAULT, records.number(), "").statusCode(201);
        publish(1, PICKED_UP);
        Reader reader = read(DEFAULT, path);
        soon(() -> assertThat(reader.all("id")).containsExactly("1"));

        asAnotherReplica(
                "select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen waymark_console_events'",
                copies("document::jsonb", 2, 2));

        soon(() -> assertThat(reader.all("id")).containsExactly("1", "2"));
        publish(3, PICKED_UP);
        soon(() -> assertThat(reader.all("id")).containsExactly("1", "2", "3"));
    }

    @Test
    void aReaderHearsThatTheStreamIsAlive() {
        register(DEFAULT, records.number(), "").statusCode(201);

        Reader reader = read(DEFAULT, path);

        soon(() -> assertThat(reader.lines()).filteredOn(":"::equals).hasSizeGreaterThan(2));
        assertThat(reader.all("id")).isEmpty();
    }

    @Test
    void aKeyHoldsNoMoreThanItsShareAndAllKeysTogetherNoMoreThanThereAre() {
        register(DEFAULT, records.number(), "").statusCode(201);
        register(ACME, records.number(), "").statusCode(201);
        Reader first = read(DEFAULT, path);
        read(DEFAULT, path);

        get(DEFAULT, path)
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", "5");
        read(ACME, path);
        get(ACME, path).statusCode(503).contentType("application/problem+json").header("Retry-After", "5");
        first.close();

        soon(() -> assertThat(read(DEFAULT, path).status()).isEqualTo(200));
    }

    @Test
    void aReaderThatTakesNothingIsCutOff() throws IOException {
        register(DEFAULT, records.number(), "").statusCode(201);
        publish(1, PICKED_UP);
        stored(1);
        asAnotherReplica(copies("jsonb_set(document::jsonb, '{description}', to_jsonb(repeat('已', 2000)))", 2, 2000));
        double cutBefore = metric("streams_cut_total");

        try (Socket silent = new Socket()) {
            silent.setReceiveBufferSize(4096);
            silent.connect(new InetSocketAddress("localhost", RestAssured.port));
            silent.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + DEFAULT
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            soon(() -> assertThat(metric("streams_open")).isEqualTo(1));

            soon(() -> assertThat(metric("streams_cut_total")).isEqualTo(cutBefore + 1));
            soon(() -> assertThat(metric("streams_open")).isZero());
        }
    }

    @Test
    void whoAsksForTheHeadAloneHoldsNoStream() {
        register(DEFAULT, records.number(), "").statusCode(201);

        as(DEFAULT).head(path).then().statusCode(200);

        soon(() -> assertThat(metric("streams_open")).isZero());
    }

    /** Some are gone before there is an answer, whose end nobody would then tell. */
    @Test
    void readersThatAreGoneAtOnceHoldNoSeats() throws IOException {
        register(DEFAULT, records.number(), "").statusCode(201);

        for (int i = 0; i < 100; i++) {
            try (Socket hasty = new Socket()) {
                hasty.setSoLinger(true, 0); // a reset, which the server notices at once
                hasty.connect(new InetSocketAddress("localhost", RestAssured.port));
                hasty.getOutputStream()
                        .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + DEFAULT
                                        + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
            }
        }

        soon(() -> assertThat(metric("streams_open")).isZero());
        soon(() -> assertThat(read(DEFAULT, path).status()).isEqualTo(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "1.5", "9999999999999999999"})
    void aPlaceToGoOnFromIsASequence(String after) {
        register(DEFAULT, records.number(), "").statusCode(201);

        get(DEFAULT, path + "?after=" + after).statusCode(400).body("errors.field", contains("after"));
        as(DEFAULT)
                .header("Last-Event-ID", after)
                .get(path)
                .then()
                .statusCode(400)
                .body("errors.field", contains("Last-Event-ID"));
    }

    @Test
    void whatAnotherMerchantRegisteredIsNotThere() {
        register(ACME, records.number(), "").statusCode(201);

        get(DEFAULT, path).statusCode(404).contentType("application/problem+json");
        get(DEFAULT, "/v1/shipments/none/stream").statusCode(404);
    }

    private Reader read(String key, String from, String... headers) {
        Reader reader = new Reader(key, from, headers);
        readers.add(reader);
        return reader;
    }

    private void publish(long sequence, SubStatus subStatus) {
        publish(records.event(sequence, subStatus, Records.SIGNED_AT.plusMinutes(sequence)));
    }

    private void publish(TrackingEvent event) {
        writer.write(Topics.EVENTS, records.id().toString(), event);
    }

    private void stored(int events) {
        soon(() -> get(DEFAULT, "/v1/shipments/" + records.id()).body("events", hasSize(events)));
    }

    private JsonNode listed(long sequence) throws IOException {
        String events = get(DEFAULT, "/v1/shipments/" + records.id() + "/events")
                .extract()
                .asString();
        for (JsonNode item : json(events).get("items")) {
            if (item.get("sequence").asLong() == sequence) {
                return item;
            }
        }
        throw new AssertionError(events);
    }

    private static JsonNode json(String text) throws IOException {
        return JsonSerde.mapper().readTree(text);
    }

    /** Further events like the first. */
    private String copies(String document, int from, int to) {
        return "insert into tracking_event select (jsonb_populate_record(t, jsonb_build_object("
                + "'event_id', gen_random_uuid(), 'sequence', n, 'document', jsonb_set(" + document
                + ", '{sequence}', to_jsonb(n))))).* from tracking_event t, generate_series(" + from + ", " + to
                + ") n where shipment_id = '" + records.id() + "'";
    }

    private void asAnotherReplica(String... statements) {
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

    private static double metric(String name) {
        return RestAssured.given()
                .port(ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class))
                .get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static void soon(ThrowingRunnable check) {
        await().atMost(SOON).untilAsserted(check);
    }
}
