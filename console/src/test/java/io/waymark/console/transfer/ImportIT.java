package io.waymark.console.transfer;

import static io.waymark.console.Api.ACME;
import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.register;
import static io.waymark.console.transfer.Imports.done;
import static io.waymark.console.transfer.Imports.taken;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.Api;
import io.waymark.contract.ShipmentId;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of the lines of a file. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class ImportIT {

    private static final Duration SOON = Duration.ofSeconds(10);

    @Inject
    Pool database;

    private final String number = number();

    @Test
    void everyLineIsRegisteredAsIfItHadBeenSentByItself() {
        String fields = "carrier,trackingNumber,orderId,origin,destination,phone,tracking,labels,goods,installments,"
                + "transactedAt,codAmount,unlockAfter,international.departureCountry,settlement.gateway,"
                + "settlement.transactionId,settlement.paymentMethod,settlement.carrierCode";
        String line = "shentong," + number + ",订单,广东省深圳市,北京市朝阳区,13488888888,push,store-12;门店,physical,是,"
                + "2023-06-29T10:00:00+08:00,129.90,P7D,cn,onerway,T" + number + ",stc pay,STO";

        JsonPath done = done(DEFAULT, fields + "\r\n" + line + "\r\n");

        assertThat(done.getLong("registered")).isEqualTo(1);
        assertThat(done.getLong("linesTotal")).isEqualTo(2);
        assertThat(done.getLong("linesDone")).isEqualTo(2);
        assertThat(done.getLong("bytesDone")).isEqualTo(done.getLong("bytesTotal"));
        assertThat(done.getString("finishedAt")).isNotNull();
        get(DEFAULT, "/v1/shipments/" + ShipmentId.of("sto", number))
                .statusCode(200)
                .body("orderId", equalTo("订单"), "settlements.transactionId", contains("T" + number));
        register(
                        DEFAULT,
                        number,
                        ", \"orderId\": \"订单\", \"origin\": \"广东省深圳市\", \"destination\": \"北京市朝阳区\","
                                + " \"phone\": \"13488888888\", \"tracking\": \"push\", \"labels\": [\"store-12\", \"门店\"],"
                                + " \"goods\": \"PHYSICAL\", \"installments\": true,"
                                + " \"transactedAt\": \"2023-06-29T10:00:00+08:00\", \"codAmount\": 129.90,"
                                + " \"unlockAfter\": \"P7D\", \"international\": {\"departureCountry\": \"CN\"},"
                                + " \"settlement\": {\"gateway\": \"onerway\", \"transactionId\": \"T" + number
                                + "\", \"paymentMethod\": \"STC_PAY\", \"carrierCode\": \"STO\"}")
                .statusCode(200);
    }

    @Test
    void aLineThatIsNotValidIsToldByItsNumberAndTheOthersAreRegistered() {
        String file = "trackingNumber,carrier,codAmount\n" + number + "A,sto,1\n" + number + "B,!!,-1\n\n,,\n,sto,\n"
                + number + "C,sto,1,stray\n\"" + number + "D\"x,sto,\n" + number + "E,sto,\n";
        JsonPath done = done(DEFAULT, file);

        assertThat(done.getLong("registered")).isEqualTo(2);
        assertThat(done.getLong("failed")).isEqualTo(4);
        get(DEFAULT, done.getString("errors"))
                .statusCode(200)
                .body(
                        "items.line",
                        contains(3, 6, 7, 8),
                        "items[0].errors.field",
                        contains("carrier", "codAmount"),
                        "items[1].errors.field",
                        contains("trackingNumber"),
                        "items[2].errors[0].message",
                        containsString("outside of the columns"),
                        "items[3].errors[0].message",
                        containsString("behind a closing quotation mark"));
        get(DEFAULT, "/v1/shipments?trackingNumber=" + number + "E").body("items", hasSize(1));
        get(DEFAULT, "/v1/shipments?trackingNumber=" + number + "C").body("items", hasSize(0));
    }

    @Test
    void noLineVanishesBetweenStrayQuotes() {
        String file = "carrier,trackingNumber,orderId\nsto," + number + "A,\"O\nsto," + number + "B,P\nsto," + number
                + "C,\"Q\nsto," + number + "D,\"R\nsto," + number + "E,S\"\n";
        JsonPath done = done(DEFAULT, file);

        assertThat(done.getLong("registered")).isEqualTo(1);
        get(DEFAULT, done.getString("errors"))
                .body(
                        "items.line",
                        contains(2, 4, 5),
                        "items[2].errors.message",
                        hasItem("the row goes on to line 6"),
                        "items[2].errors.field",
                        contains("", "orderId"));
        get(DEFAULT, "/v1/shipments?trackingNumber=" + number + "B").body("items.orderId", contains("P"));
    }

    @Test
    void errorsComeInPagesAndAsATable() {
        String file = "carrier,trackingNumber\n"
                + IntStream.range(0, 5).mapToObj(i -> "!!," + number + "\n").collect(joining());
        String errors = done(DEFAULT, file).getString("errors");

        JsonPath first = get(DEFAULT, errors + "?limit=3").extract().jsonPath();
        assertThat(first.getList("items.line")).containsExactly(2, 3, 4);
        JsonPath second = get(DEFAULT, errors + "?limit=3&cursor=" + first.getString("next"))
                .extract()
                .jsonPath();
        assertThat(second.getList("items.line")).containsExactly(5, 6);
        assertThat(second.getString("next")).isNull();

        String table = as(DEFAULT)
                .accept("text/csv")
                .get(errors)
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asString();
        assertThat(table.lines())
                .hasSize(6)
                .startsWith("\uFEFFline,field,reason", "2,carrier,\"must be a carrier's code, e.g. sto\"");
    }

    @Test
    void errorsTellNothingOfWhatStandsInTheLine() {
        String file = "carrier,trackingNumber,orderId,phone,goods,transactedAt,codAmount,settlement.gateway\n"
                + "!!SECRET,SECRET" + "9".repeat(64) + ",SECRET" + "o".repeat(128) + ",SECRET" + "1".repeat(32)
                + ",SECRET,SECRET,SECRET,SECRET\n";
        String errors = done(DEFAULT, file).getString("errors");

        get(DEFAULT, errors).body("items[0].errors", hasSize(8));
        assertThat(get(DEFAULT, errors).extract().asString()).doesNotContain("SECRET");
    }

    @Test
    void whatContradictsOrRepeatsAnEarlierRegistrationIsToldLikeASingleOne() {
        register(DEFAULT, number, ", \"orderId\": \"O\"").statusCode(201);
        String file = "carrier,trackingNumber,orderId,phone\n" + "sto," + number + ",P,\n" // contradicts
                + "sto," + number + ",O,\n" // repeats
                + "sto," + number + ",O,13488888888\n" // completes
                + "sto," + number + ",,13599999999\n" // contradicts what the line before has said
                + "sto," + number + "X,,\n" + "sto," + number + "X,,\n"; // registers, repeats

        JsonPath done = done(DEFAULT, file);

        assertThat(done.getLong("registered")).isEqualTo(1);
        assertThat(done.getLong("repeated")).isEqualTo(3);
        get(DEFAULT, done.getString("errors"))
                .body(
                        "items.line",
                        contains(2, 5),
                        "items.errors.flatten().field",
                        contains("orderId", "phone"),
                        "items[0].errors[0].message",
                        equalTo("was registered with another value"));
        register(DEFAULT, number, ", \"orderId\": \"O\", \"phone\": \"13488888888\"")
                .statusCode(200);
    }

    @Test
    void aLineIsRefusedWhereWhatWasRegisteredCannotBeOpened() {
        register(DEFAULT, number, ", \"phone\": \"13488888888\"").statusCode(201);
        String sealedForAnother = Api.SEALING.sealText("13488888888", "of another parcel");
        sql("update registration set phone = '" + sealedForAnother + "' where shipment_id = '"
                + ShipmentId.of("sto", number) + "'");

        JsonPath done = done(DEFAULT, "carrier,trackingNumber\nsto," + number + "\nsto," + number + "X\n");

        assertThat(done.getLong("registered")).isEqualTo(1);
        get(DEFAULT, done.getString("errors"))
                .body("items.line", contains(2), "items[0].errors[0].message", containsString("cannot be opened"));
    }

    @Test
    void onePaymentIsBoundOnceWhoeverNamesIt() {
        String head = "carrier,trackingNumber,settlement.gateway,settlement.transactionId,settlement.carrierCode\n";
        String payment = ",onerway,T" + number + ",STO\n";
        JsonPath done = done(DEFAULT, head + "sto," + number + payment + "ems," + number + payment);
        assertThat(done.getLong("registered")).isEqualTo(1);
        assertThat(done.getLong("failed")).isEqualTo(1);

        JsonPath others = done(ACME, head + "sto," + number + payment);
        get(ACME, others.getString("errors")).body("items[0].errors[0].field", equalTo("settlement.transactionId"));
        get(ACME, "/v1/shipments?trackingNumber=" + number).body("items", hasSize(0));
        get(DEFAULT, "/v1/shipments?carrier=ems&trackingNumber=" + number).body("items", hasSize(0));
        assertThat(sql("select 1 from registered_shipment where revision = 0")).isEmpty();
    }

    @Test
    void onlyItsMerchantKnowsOfAnImport() {
        String path = taken(DEFAULT, "carrier,trackingNumber\nsto," + number + "\n");
        for (String one : List.of(path, path + "/errors")) {
            get(ACME, one).statusCode(404).body("type", endsWith("not-found"));
        }
        as(ACME).delete(path).then().statusCode(404);
        assertThat(get(ACME, "/v1/imports?limit=200").extract().asString()).doesNotContain(path);
        assertThat(get(DEFAULT, "/v1/imports?limit=200").extract().asString()).contains(path);
        get(DEFAULT, "/v1/imports/" + UUID.randomUUID()).statusCode(404);
        get(DEFAULT, "/v1/imports/none").statusCode(404);
    }

    @Test
    void theFileIsGoneOnceAllIsDone() {
        JsonPath done = done(DEFAULT, "carrier,trackingNumber,phone\nsto," + number + ",13488888888\n");

        assertThat(database.preparedQuery("select 1 from shipment_import_part where import_id = $1")
                        .execute(Tuple.of(UUID.fromString(done.getString("importId"))))
                        .await()
                        .atMost(SOON))
                .isEmpty();
    }

    private RowSet<Row> sql(String statement) {
        return database.query(statement).execute().await().atMost(SOON);
    }
}
