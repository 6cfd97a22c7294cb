package io.waymark.poller.cost;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a month costs, to whom it is told. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(StaffResource.class)
class CostsIT {

    @Inject
    Pool database;

    @BeforeEach
    void twoMonthsAreBilled() {
        run("delete from billed_day");
        run(
                "insert into billed_day values ('kuaidi100', '2026-05-01', 'acme', 3), ('kuaidi100', '2026-05-31', 'acme', 4),"
                        + " ('kuaidi100', '2026-05-31', 'umbra', 5), ('kuaidi100', '2026-06-01', 'acme', 8)");
    }

    private void run(String statement) {
        database.query(statement).execute().await().atMost(Duration.ofSeconds(20));
    }

    private static ValidatableResponse costs(String merchant, String query) {
        return given().header("Authorization", "Bearer key-of-" + merchant)
                .get("/v1/costs" + query)
                .then();
    }

    @Test
    void theStaffSeesEveryMerchantsAndTheBudget() {
        costs("ops", "?month=2026-05")
                .statusCode(200)
                .body("items.merchantId", contains("acme", "umbra"))
                .body("items.numbers", contains(7, 5))
                .body("items.month", contains("2026-05", "2026-05"))
                .body("totals", hasSize(1))
                .body("totals[0].provider", equalTo("kuaidi100"))
                .body("totals[0].numbers", equalTo(12))
                .body("totals[0].forecast", equalTo(12))
                .body("totals[0].budget", equalTo(10))
                .body("totals[0].exhausted", equalTo(true));
    }

    @Test
    void aMerchantSeesItsOwnAlone() {
        costs("acme", "?month=2026-05")
                .statusCode(200)
                .body("items.merchantId", contains("acme"))
                .body("totals[0].numbers", equalTo(7))
                .body("totals[0].size()", equalTo(3));
        costs("acme", "?month=2026-05").body(not(containsString("umbra")));
    }

    @Test
    void theMonthIsThePresentOneIfNoneIsNamed() {
        costs("ops", "").statusCode(200).body("items", hasSize(0)).body("totals[0].numbers", equalTo(0));
    }

    @Test
    void aProviderIsChosen() {
        costs("ops", "?month=2026-05&provider=sto")
                .statusCode(200)
                .body("items", hasSize(0))
                .body("totals", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-13", "May", "2026-05-01"})
    void whatIsNoMonthIsRefused(String month) {
        costs("acme", "?month=" + month).statusCode(400).body("errors[0].field", equalTo("month"));
    }

    @Test
    void withoutAKeyNothingIsTold() {
        given().get("/v1/costs").then().statusCode(401);
    }
}
