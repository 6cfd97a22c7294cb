package io.waymark.console.report;

import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.STAFF;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By day, by label, and in cash. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class ReportIT extends ReportCases {

    private static final OffsetDateTime LATE = OffsetDateTime.parse("2024-03-02T23:30:00+08:00");
    private static final OffsetDateTime EARLY = OffsetDateTime.parse("2024-03-03T00:30:00+08:00");
    private static final String DAYS = "?from=2024-03-01&to=2024-03-04";

    @Test
    void everyDayHasItsSignedParcelsAndItsTroubles() {
        parcel(LATE).store(database);
        parcel(EARLY).store(database);
        parcel(EARLY).troubled(LATE).store(database);
        parcel(EARLY).troubled(EARLY.plusDays(1)).neverDelivered().store(database);

        report("daily" + DAYS)
                .body("items.day", contains("2024-03-01", "2024-03-02", "2024-03-03", "2024-03-04"))
                .body("items.signed", contains(0, 1, 2, 0))
                .body("items.problems", contains(0, 1, 0, 1))
                .body("total.signed", equalTo(3))
                .body("total.problems", equalTo(2))
                .body("zone", equalTo("Asia/Shanghai"));
        report("daily" + DAYS + "&zone=Europe/Berlin").body("items.signed", contains(0, 3, 0, 0));
        assertThat(table("daily?from=2024-03-02&to=2024-03-03"))
                .containsExactly("day,signed,problems", "2024-03-02,1,1", "2024-03-03,2,0");
    }

    @Test
    void withoutATimeTheLastThirtyDaysCount() {
        parcel(OffsetDateTime.now()).store(database);
        parcel(OffsetDateTime.now().minusDays(32)).store(database);

        report("daily").body("items", hasSize(30)).body("total.signed", equalTo(1));
    }

    @Test
    void aDayThatIsAnHourShorterIsADay() {
        parcel(OffsetDateTime.parse("2024-03-31T23:30:00+02:00")).store(database);

        report("daily?from=2024-03-30&to=2024-04-01&zone=Europe/Berlin").body("items.signed", contains(0, 1, 0));
    }

    @Test
    void cashIsSummedByDayAndListedByParcel() {
        parcel(LATE).collecting("19.90").store(database);
        parcel(EARLY).collecting("0.10").store(database);
        Parcel last = parcel(EARLY.plusHours(1)).collecting("100").store(database);
        parcel(EARLY).collecting("0").store(database);
        parcel(EARLY).collecting("70").neverDelivered().store(database);
        parcel(EARLY).store(database);

        report("cod" + DAYS)
                .body("items.parcels", contains(0, 1, 2, 0))
                .body("items.amount", contains(0, 19.9f, 100.1f, 0))
                .body("total.parcels", equalTo(3))
                .body("total.amount", equalTo(120.0f));
        assertThat(table("cod" + DAYS)).contains("2024-03-02,1,19.90", "2024-03-01,0,0");
        report("cod/parcels" + DAYS)
                .body("items", hasSize(3))
                .body("next", nullValue())
                .body("items[0].shipmentId", equalTo(last.id().toString()))
                .body("items[0].orderId", equalTo("O" + last.number()))
                .body("items[0].codAmount", equalTo(100))
                .body("items[0].signedAt", equalTo("2024-03-02T17:30:00Z"))
                .body("items[0].signedAs", equalTo("SIGNED"));
        assertThat(table("cod/parcels" + DAYS))
                .hasSize(4)
                .first()
                .isEqualTo("shipmentId,merchantId,carrier,trackingNumber,orderId,codAmount,signedAt,signedAs");
    }

    @Test
    void theListOfParcelsWithCashHasPages() {
        IntStream.range(0, 5)
                .forEach(i -> parcel(EARLY.plusMinutes(i / 2)).collecting("1").store(database));

        List<String> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            ValidatableResponse page = report("cod/parcels" + DAYS + "&limit=2" + cursor);
            seen.addAll(page.extract().path("items.trackingNumber"));
            String next = page.extract().path("next");
            cursor = next == null ? null : "&cursor=" + next;
        }

        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
        get(key, "/v1/reports/cod/parcels" + DAYS + "&cursor=none").statusCode(400);
    }

    @Test
    void aParcelCountsForEachOfItsLabels() {
        parcel(LATE).labelled("store-1", "anna").store(database);
        parcel(LATE).labelled("store-1", "store-1").troubled(LATE.minusHours(1)).store(database);
        parcel(LATE).store(database);
        parcel(LATE).labelled("=1+1").store(database);

        report("labels" + DAYS)
                .body("signed", equalTo(4))
                .body("items[0].label", equalTo("store-1"))
                .body("items[0].signed", equalTo(2))
                .body("items[0].problems", equalTo(1))
                .body("items[0].firstAttemptRate", nullValue())
                .body("items.label", hasItem(nullValue()))
                .body("items", hasSize(4));
        assertThat(table("labels" + DAYS)).contains(merchant + ",'=1+1,1,0,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"daily", "cod", "labels"})
    void noMerchantsParcelsAreInAnothersReport(String name) {
        parcel(LATE).collecting("5").labelled("mine-" + merchant).store(database);

        get(DEFAULT, "/v1/reports/" + name + DAYS).body("items.label.flatten()", not(hasItem("mine-" + merchant)));
        get(DEFAULT, "/v1/reports/" + name + DAYS)
                .body("items.findAll { (it.signed ?: 0) + (it.parcels ?: 0) > 0 }", empty());
        get(STAFF, "/v1/reports/" + name + DAYS)
                .statusCode(200)
                .body("items.findAll { (it.signed ?: 0) + (it.parcels ?: 0) > 0 }", not(empty()));
    }

    @Test
    void aParcelOfTwoMerchantsIsInTheReportsOfBoth() {
        String other = "both-" + merchant;
        merchants.add(other, other);
        Parcel shared = parcel(LATE).collecting("5").store(database);
        shared.alsoOf(other).store(database);

        report("daily" + DAYS).body("total.signed", equalTo(1));
        get(other, "/v1/reports/daily" + DAYS).body("total.signed", equalTo(1));
        get(other, "/v1/reports/cod/parcels" + DAYS).body("items.merchantId", contains(other));
        get(STAFF, "/v1/reports/cod/parcels" + DAYS)
                .body("items.findAll { it.shipmentId == '" + shared.id() + "' }", hasSize(2));
    }

    @Test
    void whatMeansNothingIsRefusedByName() {
        for (String name : List.of("daily", "cod", "cod/parcels", "labels")) {
            get(key, "/v1/reports/" + name + "?from=x").statusCode(400).body("errors[0].field", equalTo("from"));
        }
        as(key).accept("text/csv").get("/v1/reports/cod/parcels?to=x").then().statusCode(400);
        get("wrong", "/v1/reports/daily").statusCode(401);
    }

    private Parcel parcel(OffsetDateTime deliveredAt) {
        return Parcel.of(merchant, number(), deliveredAt);
    }

    private ValidatableResponse report(String path) {
        return get(key, "/v1/reports/" + path).statusCode(200).contentType("application/json");
    }

    private List<String> table(String path) {
        byte[] table = as(key).accept("text/csv")
                .get("/v1/reports/" + path)
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo("text/csv;charset=UTF-8"))
                .extract()
                .asByteArray();
        return new String(table, UTF_8).replace("\uFEFF", "").lines().toList();
    }
}
