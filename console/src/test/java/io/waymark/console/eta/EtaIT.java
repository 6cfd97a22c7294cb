package io.waymark.console.eta;

import static io.waymark.console.Api.ACME;
import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.waymark.console.track.Courier;
import io.waymark.console.track.Visitor;
import io.waymark.contract.SubStatus;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class EtaIT {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Instant PICKED_UP = NOW.minus(Duration.ofHours(2)).minusSeconds(1);

    private final String number = number();

    /** Nobody else's. */
    private final String carrier = "c" + number;

    private final Courier courier = new Courier(carrier, number);

    @Inject
    Journeys journeys;

    @Test
    void aParcelIsComparedWithThoseOfItsLaneThatTookLonger() {
        journeys.addForty(carrier, "广东", "浙江", NOW);
        journeys.add(carrier, "北京", "上海", NOW.minus(Duration.ofDays(10)), Duration.ofDays(9), 40);
        journeys.drawUp(NOW);
        pickedUp("广东省深圳市南山区", "杭州市滨江区");

        JsonPath eta = eta();

        // 3 to 40 hours: of these 38 the nineteenth took 21 hours, the thirty-fifth 37
        assertThat(Instant.parse(eta.getString("earliest"))).isEqualTo(PICKED_UP.plus(Duration.ofHours(21)));
        assertThat(Instant.parse(eta.getString("latest"))).isEqualTo(PICKED_UP.plus(Duration.ofHours(37)));
        assertThat(eta.getInt("basis.parcels")).isEqualTo(30);
        assertThat(eta.getString("basis.lane")).isEqualTo("广东-浙江");
        assertThat(Instant.parse(eta.getString("basis.since")))
                .isEqualTo(YearMonth.from(NOW.minus(Duration.ofDays(40))
                                .plus(Duration.ofHours(1))
                                .atOffset(ZoneOffset.UTC))
                        .atDay(1)
                        .atStartOfDay()
                        .toInstant(ZoneOffset.UTC));
        assertThat(eta.getMap("coverage")).isNull();
    }

    @Test
    void noMerchantIsToldALaneThatAnotherOneSaid() {
        journeys.addForty(carrier, "广东", "浙江", NOW);
        journeys.drawUp(NOW);
        as(ACME).contentType("application/json")
                .body("{\"carrier\": \"%s\", \"trackingNumber\": \"%s\"}".formatted(carrier, number))
                .post("/v1/shipments")
                .then()
                .statusCode(201);
        pickedUp("广东省深圳市南山区", "杭州市滨江区");

        assertThat(eta().getString("basis.lane")).isEqualTo("广东-浙江");
        get(ACME, "/v1/shipments/" + courier.id())
                .body("eta.basis.parcels", equalTo(30))
                .body("eta.basis.lane", nullValue());
    }

    @Test
    void whereTheLaneIsTooLittleKnownTheCarriersOtherLanesAreNamedAsTheBasis() {
        journeys.addForty(carrier, "广东", "浙江", NOW);
        journeys.drawUp(NOW);
        pickedUp("北京市海淀区", "西藏拉萨市");

        assertThat(eta().getString("basis.lane")).isNull();
        assertThat(eta().getInt("basis.parcels")).isEqualTo(30);
    }

    @Test
    void aLaneThatIsKnownOnlyOnceAParcelIsAlmostThereIsNotKnownInTransit() {
        journeys.addToldByScans(carrier, "广东", "浙江", NOW.minus(Duration.ofDays(20)), Duration.ofHours(5), 40);
        journeys.add(carrier, "北京", "上海", NOW.minus(Duration.ofDays(20)), Duration.ofHours(5), 40);

        journeys.drawUp(NOW);

        assertThat(journeys.lanes(carrier)).containsExactlyInAnyOrder("*-*", "北京-上海");
    }

    @Test
    void ofManyParcelsThoseOfTheWholeTimeCountNotTheLastDaysAlone() {
        Duration slow = Duration.ofHours(30);
        journeys.add(carrier, "", "", NOW.minus(Duration.ofDays(60)), slow, 1500);
        journeys.add(carrier, "", "", NOW.minus(Duration.ofDays(1)), Duration.ofHours(3), 500);

        journeys.drawUp(NOW);

        assertThat(journeys.compared(carrier, slow))
                .as("500, and about 375 of them")
                .matches("500 (3\\d\\d|4[0-4]\\d)");
    }

    @Test
    void whereTooLittleIsKnownNothingIsTold() {
        journeys.add(carrier, "广东", "浙江", NOW.minus(Duration.ofDays(10)), Duration.ofDays(5), 29);
        journeys.drawUp(NOW);
        pickedUp("广东省深圳市", "杭州市");

        get(DEFAULT, "/v1/shipments/" + courier.id()).statusCode(200).body("eta", nullValue());
        assertThat(Visitor.sees("/track/" + carrier + "/" + number, "en", Matchers.containsString("On its way")))
                .doesNotContain("Expected");
    }

    @Test
    void whatTookLongAgoSaysNothing() {
        journeys.add(carrier, "广东", "浙江", NOW.minus(Duration.ofDays(100)), Duration.ofDays(5), 40);
        journeys.drawUp(NOW);
        pickedUp("广东省深圳市", "杭州市");

        get(DEFAULT, "/v1/shipments/" + courier.id()).body("eta", nullValue());
    }

    @ParameterizedTest
    @EnumSource(names = {"SIGNED", "STATION", "LOST", "RETURNING", "UNREACHABLE"})
    void aParcelThatIsNotUnderWayHasNoArrival(SubStatus subStatus) {
        journeys.addForty(carrier, "", "", NOW);
        journeys.drawUp(NOW);
        pickedUp("", "");
        assertThat(eta().getString("earliest")).isNotNull();

        courier.scans(subStatus, time(NOW.minusSeconds(60)), "某地", "某事").isAt(subStatus);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> get(DEFAULT, "/v1/shipments/" + courier.id())
                .body("status", equalTo(subStatus.status().name()))
                .body("eta", nullValue()));
    }

    @Test
    void theCustomerIsToldWhatTheRangeRestsOn() {
        journeys.addForty(carrier, "广东", "浙江", NOW);
        journeys.add(carrier, "广东", "浙江", NOW.minus(Duration.ofDays(15)), Duration.ofHours(30), 40);
        journeys.drawUp(NOW);
        pickedUp("广东省深圳市", "杭州市");
        String path = "/track/" + carrier + "/" + number;

        assertThat(Visitor.sees(path, "en", Matchers.containsString("Expected")))
                .contains("at least 50 parcels of this carrier on the same route", "In at least 30 earlier estimates")
                .doesNotContain("广东-浙江");
        assertThat(Visitor.sees(path, "zh", Matchers.containsString("预计")))
                .contains("至少 50 件包裹", "同一线路", "至少 30 次同类预测");
    }

    @Test
    void whoLooksAtTheParcelInTheConsoleIsToldTheSame() {
        journeys.addForty(carrier, "广东", "浙江", NOW);
        journeys.add(carrier, "广东", "浙江", NOW.minus(Duration.ofDays(15)), Duration.ofHours(30), 40);
        journeys.drawUp(NOW);
        pickedUp("广东省深圳市", "杭州市");

        assertThat(as(DEFAULT)
                        .header("Accept-Language", "en")
                        .get("/ui/shipments/" + courier.id())
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("Range, P50 to P90", "at least 50 parcels since 20", "广东-浙江", "at least 30 predictions");
    }

    private void pickedUp(String origin, String destination) {
        as(DEFAULT)
                .contentType("application/json")
                .body("{\"carrier\": \"%s\", \"trackingNumber\": \"%s\", \"origin\": \"%s\", \"destination\": \"%s\"}"
                        .formatted(carrier, number, origin, destination))
                .post("/v1/shipments")
                .then()
                .statusCode(201);
        courier.scans(SubStatus.PICKED_UP, time(PICKED_UP), "深圳", "已揽收").isAt(SubStatus.PICKED_UP);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> get(DEFAULT, "/v1/shipments/" + courier.id())
                .body("status", equalTo("IN_TRANSIT"))
                .body("events.size()", equalTo(1)));
    }

    private JsonPath eta() {
        return get(DEFAULT, "/v1/shipments/" + courier.id())
                .statusCode(200)
                .extract()
                .jsonPath()
                .setRootPath("eta");
    }

    private static String time(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.ofHours(8)).toString();
    }
}
