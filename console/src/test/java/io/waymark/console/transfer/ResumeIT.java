package io.waymark.console.transfer;

import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.register;
import static io.waymark.console.transfer.Imports.taken;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of an import that does not run to its end at once. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class ResumeIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int LINES = 8000;
    private static final int BAD_EVERY = 1000;

    @Inject
    Pool database;

    private final String number = number();

    @Test
    void wheneverAWorkerDiesEachLineIsDoneOnce() {
        String path = taken(DEFAULT, file());
        UUID id = id(path);
        long before = 0;
        for (int deaths = 0; deaths < 5; deaths++) {
            before = awaitMoreThan(path, before);
            // somebody else has its turn, and dies with it; whoever writes for it is cut off
            sql(
                    "update shipment_import set lease = $2, lease_until = now() + interval '50 ms' where import_id = $1"
                            + " and state = 'RUNNING'",
                    Tuple.of(id, UUID.randomUUID()));
            sql(
                    """
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where state <> 'idle' and pid <> pg_backend_pid() and query ilike '%registered_shipment%'""",
                    Tuple.tuple());
        }

        JsonPath done = Imports.await(DEFAULT, path, "DONE");

        assertThat(done.getLong("registered")).isEqualTo(LINES - LINES / BAD_EVERY);
        assertThat(done.getLong("repeated")).isZero();
        assertThat(done.getLong("failed")).isEqualTo(LINES / BAD_EVERY);
        assertThat(done.getLong("linesDone")).isEqualTo(LINES + 1);
        get(DEFAULT, path + "/errors").body("items.line", contains(1001, 2001, 3001, 4001, 5001, 6001, 7001, 8001));
        assertThat(count(
                        "select count(*) as n from registered_shipment where revision = 1 and tracking_number like $1"))
                .isEqualTo(LINES - LINES / BAD_EVERY);
        await().atMost(SOON)
                .until(() -> count("select count(*) as n from outbox where record_key <> $1") == 0); // all is published
    }

    @Test
    void whatIsCancelledStopsWhereItIs() {
        String path = taken(DEFAULT, file());
        awaitMoreThan(path, 1);
        assertThat(count("select count(*) as n from shipment_import_part"
                        + " where position(convert_to(rtrim($1, '%'), 'UTF8') in bytes) > 0"))
                .as("parts in clear")
                .isZero();

        JsonPath cancelled =
                as(DEFAULT).delete(path).then().statusCode(200).extract().jsonPath();

        assertThat(cancelled.getString("state")).isEqualTo("CANCELLED");
        assertThat(cancelled.getLong("linesDone")).isLessThan(LINES);
        long registered = cancelled.getLong("registered");
        assertThat(count("select count(*) as n from registered_shipment where tracking_number like $1"))
                .isEqualTo(registered);
        assertThat(sql("select 1 from shipment_import_part where import_id = $1", Tuple.of(id(path))))
                .isEmpty();
        String other = taken(DEFAULT, "carrier,trackingNumber\nsto,X" + number + "\n");
        Imports.await(DEFAULT, other, "DONE"); // whoever worked at it has seen that it ended
        get(DEFAULT, path).body("state", equalTo("CANCELLED"), "registered", equalTo((int) registered));
        assertThat(count("select count(*) as n from registered_shipment where tracking_number like $1"))
                .isEqualTo(registered);
        as(DEFAULT).delete(path).then().statusCode(200).body("state", equalTo("CANCELLED"));
    }

    @Test
    void linesAndCallsAboutTheSameShipmentsDoNotHinderOneAnother() {
        String path = taken(DEFAULT, file());
        CompletableFuture.allOf(IntStream.range(0, 4)
                        .mapToObj(thread -> CompletableFuture.runAsync(() -> IntStream.range(0, 100)
                                .forEach(i -> register(DEFAULT, numberOf(LINES - 2 - 4 * i - thread), ""))))
                        .toArray(CompletableFuture[]::new))
                .join();

        JsonPath done = Imports.await(DEFAULT, path, "DONE");

        assertThat(done.getLong("failed")).isEqualTo(LINES / BAD_EVERY);
        assertThat(done.getLong("registered") + done.getLong("repeated")).isEqualTo(LINES - LINES / BAD_EVERY);
        assertThat(count("select count(*) as n from registration r join registered_shipment s using (shipment_id)"
                        + " where s.tracking_number like $1"))
                .isEqualTo(LINES - LINES / BAD_EVERY);
    }

    @Test
    void aLineThatTheDatabaseRefusesIsFoundByHalves() {
        String bad = number + "-BAD";
        try {
            run("create sequence refusals");
            run(
                    "create function refuse_number() returns trigger language plpgsql as $$ begin if new.tracking_number = '"
                            + bad.toUpperCase(Locale.ROOT) + "' then perform nextval('refusals');"
                            + " raise exception 'no' using errcode = '22000'; end if; return new; end $$");
            run("create trigger refuse_number before insert on registered_shipment for each row"
                    + " execute function refuse_number()");
            JsonPath done = Imports.done(
                    DEFAULT,
                    IntStream.range(0, 400)
                            .mapToObj(i -> "sto," + (i == 390 ? bad : numberOf(i)) + "\n")
                            .collect(joining("", "carrier,trackingNumber\n", "")));

            assertThat(done.getLong("registered")).isEqualTo(399);
            get(DEFAULT, done.getString("errors"))
                    .body(
                            "items.line",
                            contains(392),
                            "items[0].errors[0].message",
                            containsString("cannot be stored"));
            assertThat(count("select last_value as n from refusals where $1 <> ''"))
                    .isLessThan(20);
        } finally {
            run("drop trigger if exists refuse_number on registered_shipment");
            run("drop function if exists refuse_number");
            run("drop sequence if exists refusals");
        }
    }

    private void run(String statement) {
        database.query(statement).execute().await().atMost(SOON);
    }

    private String file() {
        return IntStream.range(0, LINES)
                .mapToObj(i -> (i % BAD_EVERY == BAD_EVERY - 1 ? "?" : "sto") + "," + numberOf(i) + "\n")
                .collect(joining("", "carrier,trackingNumber\n", ""));
    }

    private String numberOf(int index) {
        return "%s-%04d".formatted(number, index);
    }

    private long awaitMoreThan(String path, long lines) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> linesDone(path) > lines);
        return linesDone(path);
    }

    private static long linesDone(String path) {
        return get(DEFAULT, path).extract().jsonPath().getLong("linesDone");
    }

    private static UUID id(String path) {
        return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    }

    private long count(String statement) {
        return sql(statement, Tuple.of(number + "-%")).iterator().next().getLong("n");
    }

    private RowSet<Row> sql(String statement, Tuple values) {
        return database.preparedQuery(statement).execute(values).await().atMost(SOON);
    }
}
