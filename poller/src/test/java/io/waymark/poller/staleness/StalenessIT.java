package io.waymark.poller.staleness;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.poller.cost.StaffResource;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long ago providers were last heard of, computed by PostgreSQL and told to merchants and staff. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(StaffResource.class)
class StalenessIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Pool database;

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    /** Of one carrier a hundred parcels, heard of 1 to 100 hours ago, one that has ended and 50 that arrived; of another two. */
    @BeforeEach
    void follow() {
        run(
                "insert into watch (shipment_id, provider, carrier, tracking_number, tracking, registered_at, revision, heard_at,"
                        + " ended_at, arrived) select gen_random_uuid(), 'kuaidi100', 'stale-a', 'SA' || n, 'AUTO', now(), 1,"
                        + " now() - n * interval '1 hour', case when n = 101 then now() end, n > 101 from generate_series(1, 151) n");
        run(
                "insert into watch (shipment_id, provider, carrier, tracking_number, tracking, registered_at, revision, heard_at)"
                        + " select gen_random_uuid(), 'sto', 'stale-b', 'SB' || n, 'AUTO', now(), 1, now() + n * interval '5 years'"
                        + " from generate_series(-1, 1, 2) n");
    }

    @AfterEach
    void forget() {
        run("delete from watch where carrier in ('stale-a', 'stale-b')");
    }

    private void run(String statement) {
        database.query(statement).execute().await().atMost(PATIENCE);
    }

    private static ValidatableResponse staleness(String merchant, String query) {
        return given().header("Authorization", "Bearer key-of-" + merchant)
                .get("/v1/staleness" + query)
                .then()
                .statusCode(200);
    }

    private static JsonPath awaitComputed(String carrier, int open) {
        return await().atMost(PATIENCE)
                .until(
                        () -> staleness("ops", "?carrier=" + carrier).extract().jsonPath(),
                        json -> json.get("items[0].open") != null && json.getInt("items[0].open") == open);
    }

    @Test
    void halfAndMostOfTheOpenParcelsAreNotOlder() {
        JsonPath computed = awaitComputed("stale-a", 100);

        assertThat(computed.getString("items[0].provider")).isEqualTo("kuaidi100");
        assertThat(computed.getLong("items[0].p50Seconds") / 3600.0).isBetween(50.0, 50 * 1.29);
        assertThat(computed.getLong("items[0].p95Seconds") / 3600.0).isBetween(95.0, 95 * 1.29);
        assertThat(computed.getString("items[0].computedAt")).isNotNull();
    }

    @Test
    void whatWasHeardOfYearsAgoOrJustNowIsCountedToo() {
        awaitComputed("stale-b", 2);
    }

    @Test
    void howManyThereAreIsToldToTheStaffAlone() {
        awaitComputed("stale-a", 100);

        staleness("acme", "?provider=kuaidi100&carrier=stale-a")
                .body("items", hasSize(1))
                .body("items[0].open", nullValue());
        staleness("acme", "?provider=sto").body("items.provider", everyItem(equalTo("sto")));
        given().get("/v1/staleness").then().statusCode(401);
    }

    @Test
    void itIsAMetric() {
        awaitComputed("stale-a", 100);

        await().atMost(PATIENCE).until(() -> gauge("shipments_open", "stale-a\",provider=\"kuaidi100\"") == 100);
        assertThat(gauge("staleness_seconds", "stale-a\",provider=\"kuaidi100\",quantile=\"0.95\""))
                .isBetween(95 * 3600.0, 95 * 3600 * 1.29);
    }

    @Test
    void nothingButAnIndexIsReadForIt() {
        run(
                "insert into watch (shipment_id, provider, carrier, tracking_number, tracking, registered_at, revision, heard_at)"
                        + " select gen_random_uuid(), 'sto', 'stale-a', 'SC' || n, 'AUTO', now(), 1, now() - n * interval '1 minute'"
                        + " from generate_series(1, 20000) n");
        run("analyze watch");

        List<String> plan = new ArrayList<>();
        database.query("explain (generic_plan) " + StalenessRepository.COUNT)
                .execute()
                .await()
                .atMost(PATIENCE)
                .forEach(row -> plan.add(row.getString(0)));

        assertThat(plan).anyMatch(line -> line.contains("watch_open")).noneMatch(line -> line.contains("Seq Scan"));
    }

    private double gauge(String name, String labels) {
        return given().get(metrics)
                .asString()
                .lines()
                .filter(line -> line.startsWith(String.format(Locale.ROOT, "%s{carrier=\"%s", name, labels)))
                .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElse(Double.NaN);
    }
}
