package io.waymark.console.report;

import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.STAFF;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class ScorecardIT extends ReportCases {

    private static final String PATH = "/v1/carriers/scorecard";
    private static final OffsetDateTime DAY = OffsetDateTime.parse("2024-05-10T12:00:00+08:00");
    private static final String MAY = "?from=2024-05-01&to=2024-05-31";

    @Test
    void aCarriersFiguresSayOnHowManyParcelsTheyRest() {
        IntStream.rangeClosed(1, 20).forEach(hours -> parcel().within(hours)
                .lacking(hours % 2)
                .toldAfter(8, 16)
                .store(database));
        parcel().troubled(DAY).store(database);
        parcel().troubled(DAY).neverDelivered().store(database);

        scorecard(MAY)
                .body("items", hasSize(1))
                .body("items[0].carrier", equalTo("sto"))
                .body("items[0].origin", nullValue())
                .body("items[0].delivered", equalTo(21))
                .body("items[0].parcels", equalTo(22))
                .body("items[0].transit.parcels", equalTo(21))
                .body("items[0].transit.p50Hours", equalTo(11.0f))
                .body("items[0].transit.p80Hours", equalTo(17.0f))
                .body("items[0].transit.p95Hours", equalTo(20.0f))
                .body("items[0].firstAttempt.parcels", equalTo(21))
                .body("items[0].firstAttempt.rate", equalTo(0.9524f))
                .body("items[0].exceptions.rate", equalTo(0.0909f))
                .body("items[0].scanLatency.scans", equalTo(42))
                .body("items[0].scanLatency.p50Seconds", equalTo(1.0f))
                .body("items[0].scanLatency.p95Seconds", equalTo(3.0f))
                .body("items[0].missingScans.perParcel", equalTo(0.4762f));
    }

    @Test
    void aFigureOnTooFewParcelsIsNotShown() {
        IntStream.range(0, 4).forEach(few -> parcel().store(database));

        scorecard(MAY)
                .body("atLeast.rate", equalTo(5))
                .body("items[0].delivered", equalTo(4))
                .body("items[0].transit.p50Hours", nullValue())
                .body("items[0].transit.parcels", equalTo(4))
                .body("items[0].firstAttempt.rate", nullValue())
                .body("items[0].exceptions.rate", nullValue())
                .body("items[0].scanLatency.p50Seconds", nullValue())
                .body("items[0].missingScans.perParcel", nullValue());

        parcel().store(database);
        scorecard(MAY)
                .body("items[0].transit.p50Hours", equalTo(24.0f))
                .body("items[0].transit.p95Hours", nullValue())
                .body("items[0].exceptions.rate", equalTo(0.0f));
    }

    @Test
    void lanesAreToldApartAndPickedOut() {
        parcel().store(database);
        parcel().store(database);
        parcel().from("浙江").store(database);
        parcel().by("zto").store(database);

        scorecard(MAY).body("items.carrier", contains("sto", "zto")).body("items.delivered", contains(3, 1));
        scorecard(MAY + "&by=lane")
                .body(
                        "items.collect { it.carrier + it.origin + it.destination }",
                        contains("sto广东北京", "sto浙江北京", "zto广东北京"));
        scorecard(MAY + "&lane=广东-北京").body("items.delivered", contains(2, 1));
        scorecard(MAY + "&lane=Zhejiang - *").body("items.delivered", contains(1));
        scorecard(MAY + "&lane=*-beijing").body("items.delivered", contains(3, 1));
        scorecard(MAY + "&lane=*-US").body("items", empty());
    }

    @Test
    void noMerchantIsToldALaneThatAnotherOneSaid() {
        Parcel parcel = parcel().store(database);
        String other = "other-" + merchant;
        merchants.add(other, other);
        parcel.alsoOf(other).from("").to("上海").store(database);

        get(other, PATH + MAY + "&by=lane")
                .body("items.origin", contains(""))
                .body("items.destination", contains("上海"))
                .body("items.delivered", contains(1));
        get(other, PATH + MAY + "&lane=广东-*").body("items", empty());
        get(other, PATH + MAY + "&lane=*-上海").body("items", hasSize(1));
        scorecard(MAY + "&by=lane").body("items.origin", contains("广东")).body("items.destination", contains("北京"));

        run("update journey set scan_origin = '浙江' where shipment_id = '" + parcel.id() + "'");
        get(other, PATH + MAY + "&by=lane").body("items.origin", contains("浙江"));
    }

    @Test
    void onlyParcelsOfTheTimeCount() {
        parcel().store(database);

        scorecard("?from=2024-05-10&to=2024-05-10").body("items", hasSize(1));
        scorecard("?from=2024-05-11&to=2024-05-31").body("items", empty());
        scorecard("?from=2024-05-01T00:00:00Z&to=2024-05-10T04:00:00Z").body("items", empty());
        scorecard("?from=2024-05-10T04:00:00Z&to=2024-05-10T04:00:01Z").body("items", hasSize(1));
        scorecard("").body("items", empty());
    }

    @Test
    void noMerchantSeesAnothersParcelsAndStaffSeesAll() {
        parcel().store(database);

        get(DEFAULT, PATH + MAY).statusCode(200).body("items.findAll { it.delivered > 0 }", empty());
        get(STAFF, PATH + MAY)
                .statusCode(200)
                .body("items.find { it.carrier == 'sto' }.delivered", greaterThanOrEqualTo(1));
    }

    @Test
    void itIsATableForThoseWhoWantOne() {
        parcel().store(database);

        byte[] table = as(key).accept("text/csv")
                .get(PATH + MAY + "&by=lane")
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo("text/csv;charset=UTF-8"))
                .header("Content-Disposition", containsString("scorecard.csv"))
                .extract()
                .asByteArray();

        assertThat(new String(table, StandardCharsets.UTF_8))
                .startsWith("\uFEFFcarrier,")
                .contains("\r\nsto,广东,北京,1,1,");
        as(key).accept("application/xml").get(PATH).then().statusCode(406);
    }

    @Test
    void whatMeansNothingIsRefusedByName() {
        refused("?from=yesterday", "from");
        refused("?to=2024-13-01", "to");
        refused("?from=2024-05-02&to=2024-05-01T00:00:00Z", "from");
        refused("?from=2022-01-01&to=2024-05-01", "from");
        refused("?zone=Mars/Olympus", "zone");
        refused("?lane=广东", "lane");
        refused("?lane=广东-北京-上海", "lane");
        refused("?lane=nowhere-北京", "lane");
        refused("?by=weight", "by");
    }

    private void run(String sql) {
        database.query(sql).execute().await().indefinitely();
    }

    private void refused(String query, String parameter) {
        get(key, PATH + query).statusCode(400).body("errors[0].field", equalTo(parameter));
    }

    private ValidatableResponse scorecard(String query) {
        return get(key, PATH + query).statusCode(200);
    }

    private Parcel parcel() {
        return Parcel.of(merchant, number(), DAY);
    }
}
