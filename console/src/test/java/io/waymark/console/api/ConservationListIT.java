package io.waymark.console.api;

import static io.restassured.RestAssured.given;
import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class ConservationListIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Instant HOUR = Instant.now().truncatedTo(ChronoUnit.HOURS);
    private static final String LIST = "/v1/conservation";

    @Inject
    Pool database;

    private final String provider = "p" + number();

    @Test
    void theLastHourComesFirstAndPagesNeitherRepeatNorHideAnHour() {
        List<String> hours = List.of(hour(0), hour(1), hour(2), hour(5));
        hours.forEach(hour -> refused(provider, hour, 2));
        refused("other" + provider, hour(2), 2);
        String list = LIST + "?from=" + hour(9) + "&to=" + HOUR.plusSeconds(1);

        assertThat(walk(list + "&limit=1&provider=" + provider)).isEqualTo(hours);
        assertThat(walk(list + "&limit=3&provider=" + provider)).isEqualTo(hours);
        assertThat(walkAll(list + "&limit=1")).contains(provider + hour(2), "other" + provider + hour(2));
    }

    @Test
    void totalsAreOfAllThatWasAskedForWhateverThePage() {
        refused(provider, hour(0), 3);
        refused(provider, hour(1), 4);
        String list = LIST + "?provider=" + provider;

        get(DEFAULT, list + "&limit=1")
                .body("items.rejected", contains(3))
                .body("totals.rejected", equalTo(7))
                .body("totals.received", equalTo(7));
        get(DEFAULT, list + "&from=" + hour(0)).body("totals.rejected", equalTo(3));
    }

    @Test
    void withoutTimesItIsTheLastDaysHours() {
        refused(provider, hour(0), 1);
        refused(provider, hour(23), 1);
        refused(provider, hour(24), 1);

        get(DEFAULT, LIST + "?provider=" + provider).body("items.hour", contains(hour(0), hour(23)));
        get(DEFAULT, LIST + "?limit=200").body("items.provider", hasItem(provider));
    }

    @Test
    void theFirstHourIsTheOneInWhichFromLiesAndTheLastBeginsBeforeTo() {
        refused(provider, hour(3), 1);
        refused(provider, hour(2), 1);
        refused(provider, hour(1), 1);
        String from = HOUR.minus(Duration.ofHours(3)).plusSeconds(600).toString();

        get(DEFAULT, LIST + "?provider=" + provider + "&from=" + from + "&to=" + hour(1))
                .body("items.hour", contains(hour(2), hour(3)));
        String inChina =
                HOUR.minus(Duration.ofHours(3)).atOffset(ZoneOffset.ofHours(8)).toString();
        get(DEFAULT, LIST + "?provider=" + provider + "&from=" + inChina).body("items.size()", equalTo(3));
    }

    @Test
    void whereNothingCameInThereIsAnEmptyPageWithTotalsOfNought() {
        get(DEFAULT, LIST + "?provider=nobody&from=2026-01-01&to=2026-01-02")
                .statusCode(200)
                .body("items", empty())
                .body("next", nullValue())
                .body("totals.received", equalTo(0))
                .body("totals.missing", equalTo(0));
    }

    @ParameterizedTest
    @CsvSource({
        "from, yesterday",
        "from, 2026-11-22T09:00:00",
        "from, 2026-13-01",
        "from, 0000-01-01",
        "from, 2999-01-01",
        "to, +999999999-12-31T00:00:00Z",
        "cursor, abc",
        "limit, 0",
        "provider, a\u0007b"
    })
    void whatCanMeanNothingIsRefusedByName(String parameter, String value) {
        get(DEFAULT, LIST + "?" + parameter + "=" + value)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo(parameter));
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        refused(provider, hour(0), 1);
        refused(provider, hour(1), 1);
        String next =
                get(DEFAULT, LIST + "?limit=1&provider=" + provider).extract().path("next");

        get(DEFAULT, "/v1/shipments?cursor=" + next).statusCode(400);
        get(DEFAULT, LIST + "?provider=" + provider + "&cursor=" + next)
                .body("items.hour", contains(hour(1)))
                .body("items.provider", everyItem(equalTo(provider)))
                .body("items[0]", not(hasKey("place")));
    }

    @Test
    void theDescriptionHasTheFieldsAsTheyAreSent() {
        given().accept("application/json")
                .get("/openapi")
                .then()
                .body("paths.'/v1/conservation'.get.parameters.name", hasItem("provider"))
                .body("components.schemas.HourBalance.properties", hasKey("missing"))
                .body("components.schemas.HourBalance.properties", hasKey("hour"))
                .body("components.schemas.HourBalance.properties", not(hasKey("balance")))
                .body("components.schemas.HourBalance.properties", not(hasKey("place")));
    }

    private static String hour(int ago) {
        return HOUR.minus(Duration.ofHours(ago)).toString();
    }

    private void refused(String provider, String hour, long count) {
        database.preparedQuery("insert into conservation_rejected (hour, provider, rejected) values ($1, $2, $3)")
                .execute(Tuple.of(Instant.parse(hour).atOffset(ZoneOffset.UTC), provider, count))
                .await()
                .atMost(SOON);
    }

    private static List<String> walk(String list) {
        return walk(list, "items.hour");
    }

    private static List<String> walkAll(String list) {
        return walk(list, "items.collect { it.provider + it.hour }");
    }

    private static List<String> walk(String list, String path) {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            ValidatableResponse page = get(DEFAULT, list + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            seen.addAll(page.extract().path(path));
            cursor = page.extract().path("next");
        }
        return seen;
    }
}
