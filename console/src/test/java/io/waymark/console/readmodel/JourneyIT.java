package io.waymark.console.readmodel;

import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.place.Places;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicWriter;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class JourneyIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final TopicWriter writer = new TopicWriter(SharedKafka.bootstrapServers());
    private final String number = number();
    private final Scans scans = new Scans(number);

    @Inject
    Pool database;

    @Test
    void aJourneyTellsWhenEachThingHappenedFirst() {
        tell(scans.of(1, SubStatus.PICKED_UP, 0));
        tell(scans.of(2, SubStatus.ARRIVED_HUB, 10));
        tell(scans.of(3, SubStatus.OUT_FOR_DELIVERY, 20));
        tell(scans.of(4, SubStatus.LOCKER, 21));
        tell(scans.of(5, SubStatus.SIGNED_BY_RECIPIENT, 30));

        JsonObject journey = journey(5);

        assertThat(journey.getString("carrier")).isEqualTo("sto");
        assertThat(hours(journey, "first_at")).isZero();
        assertThat(hours(journey, "last_at")).isEqualTo(30);
        assertThat(hours(journey, "in_transit_at")).isZero();
        assertThat(hours(journey, "out_for_delivery_at")).isEqualTo(20);
        assertThat(hours(journey, "available_at")).isEqualTo(21);
        assertThat(hours(journey, "attempted_at")).isEqualTo(21);
        assertThat(hours(journey, "delivered_at")).isEqualTo(30);
        assertThat(journey.getString("delivered_as")).isEqualTo("SIGNED_BY_RECIPIENT");
        assertThat(journey.getBoolean("first_attempt_ok")).isTrue();
        assertThat(journey.getInteger("missing_scans")).isZero();
        assertThat(journey.getString("problem_at")).isNull();
        assertThat(journey.getInteger("exceptions")).isZero();
    }

    @Test
    void aFailedAttemptBeforeDeliveryIsNoSuccessAtTheFirst() {
        tell(scans.of(1, SubStatus.OUT_FOR_DELIVERY, 0));
        assertThat(journey(1).getBoolean("first_attempt_ok")).isNull();
        assertThat(journey(1).getInteger("missing_scans")).isNull();

        tell(scans.of(2, SubStatus.UNREACHABLE, 1));
        assertThat(journey(2).getBoolean("first_attempt_ok")).isFalse();

        tell(scans.of(3, SubStatus.DAMAGED, 2));
        tell(scans.of(4, SubStatus.SIGNED, 100));
        JsonObject journey = journey(4);
        assertThat(journey.getBoolean("first_attempt_ok")).isFalse();
        assertThat(hours(journey, "attempted_at")).isEqualTo(1);
        assertThat(hours(journey, "problem_at")).isEqualTo(1);
        assertThat(journey.getInteger("exceptions")).isEqualTo(1);
        assertThat(journey.getInteger("missing_scans"))
                .as("no pick-up, and four days of silence")
                .isEqualTo(2);
    }

    @Test
    void scansCountAsTheyStandNow() {
        TrackingEvent signed = scans.of(3, SubStatus.SIGNED, 20);
        tell(scans.of(1, SubStatus.PICKED_UP, 0));
        tell(scans.of(2, SubStatus.DAMAGED, 5));
        tell(signed);
        journey(3);

        tell(scans.correction(4, signed, SubStatus.LOCKER, false));
        await().atMost(SOON).untilAsserted(() -> {
            JsonObject corrected = journey(3);
            assertThat(corrected.getString("delivered_at")).isNull();
            assertThat(corrected.getString("delivered_as")).isNull();
            assertThat(hours(corrected, "available_at")).isEqualTo(20);
        });
        tell(scans.correction(5, signed, SubStatus.LOCKER, true));
        JsonObject withdrawn = journey(2);
        assertThat(withdrawn.getString("available_at")).isNull();
        assertThat(hours(withdrawn, "last_at")).isEqualTo(5);
    }

    @Test
    void onlyWhatWasPushedAsItHappenedTellsHowLateScansCome() {
        tell(scans.of(1, SubStatus.PICKED_UP, 0, 120, null));
        tell(scans.of(2, SubStatus.ARRIVED_HUB, 1, 60, null));
        tell(scans.of(3, SubStatus.OUT_FOR_DELIVERY, 5, 1, null));
        tell(scans.of(4, SubStatus.SIGNED, 6, 3, null));

        JsonObject journey = journey(4);

        assertThat(journey.getInteger("latency_count"))
                .as("when the first was heard of, the second had happened")
                .isEqualTo(2);
        assertThat(journey.getLong("latency_ms_sum"))
                .isEqualTo(Duration.ofMinutes(4).toMillis());
        assertThat(journey.getJsonArray("latencies"))
                .containsExactly((int) Math.round(8 * log2(61)), (int) Math.round(8 * log2(181)));
    }

    @Test
    void aScanThatIsCorrectedStillCameAsLateAsItDid() {
        TrackingEvent hub = scans.of(2, SubStatus.ARRIVED_HUB, 5, 3, null);
        tell(scans.of(1, SubStatus.PICKED_UP, 0, 1, null));
        tell(hub);
        assertThat(journey(2).getInteger("latency_count")).isEqualTo(1);

        tell(scans.correction(3, hub, SubStatus.LOCKER, false));
        await().atMost(SOON).until(() -> found().getString("available_at") != null);

        assertThat(found().getInteger("latency_count")).isEqualTo(1);
        assertThat(found().getLong("latency_ms_sum"))
                .isEqualTo(Duration.ofMinutes(3).toMillis());
    }

    @Test
    void aLaneIsWhatRegistrationsSayAndElseWhatScansSay() {
        tell(scans.of(1, SubStatus.PICKED_UP, 0, 1, "CN440305000000"));
        tell(scans.of(2, SubStatus.SIGNED, 9, 1, "CN110105000000"));
        assertThat(lane(journey(2))).isEqualTo("广东-北京");

        register(DEFAULT, number, "").statusCode(201);
        register(DEFAULT, number, ", \"destination\": \"上海市黄浦区北京东路1号\"").statusCode(200);
        assertThat(lane(journey(2))).isEqualTo("广东-上海");

        tell(scans.of(3, SubStatus.SIGNED, 10, 1, "CN320100000000"));
        assertThat(lane(journey(3))).isEqualTo("广东-上海");
    }

    @Test
    void aLaneIsKnownBeforeTheFirstScan() {
        register(
                        DEFAULT,
                        number,
                        ", \"origin\": \"浙江省杭州市\", \"destination\": \"any\","
                                + " \"international\": {\"destinationCountry\": \"DE\"}")
                .statusCode(201);

        assertThat(lane(journey(0))).isEqualTo("浙江-DE");
    }

    @Test
    void anErasedShipmentHasNoJourney() {
        tell(scans.of(1, SubStatus.PICKED_UP, 0));
        journey(1);

        writer.write(Topics.LATEST, scans.id().toString(), null);

        await().atMost(SOON).untilAsserted(() -> assertThat(found()).isNull());
    }

    @Test
    void areasOfCarriersLieInTheProvincesThatAddressesName() {
        Set<String> names = new HashSet<>();
        database.query("select name, place_of_area('CN' || area_code || '0105000000') as place from province")
                .execute()
                .await()
                .indefinitely()
                .forEach(row -> {
                    assertThat(row.getString("place")).isEqualTo(row.getString("name"));
                    names.add(row.getString("name"));
                });

        assertThat(names).containsExactlyInAnyOrderElementsOf(Places.all());
        assertThat(placeOf("place_of_area('HK') || place_of_area('MO123') || place_of_area('TW')"))
                .isEqualTo("香港澳门台湾");
        assertThat(placeOf("place_of_area('DE') || place_of_area('') || place_of_area('CN99')"))
                .isEqualTo("DE");
    }

    private String placeOf(String sql) {
        return database.query("select " + sql + " as place")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getString("place");
    }

    private void tell(TrackingEvent event) {
        writer.write(Topics.EVENTS, scans.id().toString(), event);
    }

    /** Once so many scans stand. */
    private JsonObject journey(int standing) {
        return await().atMost(SOON).until(this::found, found -> found != null && found.getInteger("scans") == standing);
    }

    private JsonObject found() {
        var rows = database.preparedQuery("select to_json(j) as journey from journey j where shipment_id = $1")
                .execute(Tuple.of(scans.id().value()))
                .await()
                .indefinitely();
        return rows.size() == 0 ? null : rows.iterator().next().getJsonObject("journey");
    }

    private static long hours(JsonObject journey, String column) {
        return Duration.between(Scans.FIRST, OffsetDateTime.parse(journey.getString(column)))
                .toHours();
    }

    private static String lane(JsonObject journey) {
        return journey.getString("origin") + "-" + journey.getString("destination");
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
