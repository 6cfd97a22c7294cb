package io.waymark.console.stream;

import static io.waymark.console.Api.ACME;
import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.register;
import static io.waymark.contract.SubStatus.OUT_FOR_DELIVERY;
import static io.waymark.contract.SubStatus.PICKED_UP;
import static io.waymark.contract.SubStatus.SIGNED_BY_RECIPIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waymark.contract.JsonSerde;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.io.IOException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stream tells, and from where. */
@QuarkusTest
@TestProfile(StreamCases.Few.class)
@QuarkusTestResource(KafkaAndPostgresResource.class)
class StreamIT extends StreamCases {

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
}
