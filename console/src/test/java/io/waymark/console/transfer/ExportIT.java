package io.waymark.console.transfer;

import static io.waymark.console.Api.ACME;
import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.onerway;
import static io.waymark.console.Api.register;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.ShipmentId;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class ExportIT {

    private static final String HEAD = "shipmentId,carrier,trackingNumber,orderId,status,subStatus,monitoring,aliases,"
            + "deliveredAt,lastEventAt,flags,sequence,revision,settlements";

    private final String number = number();

    @Test
    void whatTheListHoldsIsWrittenForSpreadsheets() {
        register(DEFAULT, number, ", \"orderId\": \"订单-" + number + "\", \"settlement\": " + onerway("T" + number))
                .statusCode(201);

        byte[] bytes = as(DEFAULT)
                .get("/v1/shipments/export?trackingNumber=" + number)
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo("text/csv;charset=UTF-8"))
                .header("Content-Disposition", containsString("shipments.csv"))
                .extract()
                .asByteArray();

        assertThat(new String(bytes, UTF_8))
                .isEqualTo("\uFEFF" + HEAD + "\r\n" + ShipmentId.of("sto", number) + ",sto," + number + ",订单-" + number
                        + ",PENDING,AWAITING_FIRST_EVENT,ACTIVE,,,,,0,0,onerway:OWED\r\n");
    }

    @Test
    void aTextThatASpreadsheetWouldCalculateIsWrittenAsAText() {
        register(DEFAULT, number, ", \"orderId\": \"=HYPERLINK(\\\"http://example.com\\\")\"")
                .statusCode(201);

        assertThat(rows(DEFAULT, "trackingNumber=" + number).get(0))
                .contains(",\"'=HYPERLINK(\"\"http://example.com\"\")\",");
    }

    @Test
    void everyConditionOfTheListNarrowsTheTableToo() {
        register(DEFAULT, number, ", \"orderId\": \"E" + number + "\"").statusCode(201);
        String own = "trackingNumber=" + number;

        assertThat(rows(DEFAULT, own + "&carrier=shentong&orderId=E" + number + "&status=PENDING&monitoring=ACTIVE"))
                .hasSize(1);
        for (String other : List.of("carrier=ems", "orderId=other", "status=DELIVERED", "monitoring=ENDED")) {
            assertThat(rows(DEFAULT, own + "&" + other)).as(other).isEmpty();
        }
        get(DEFAULT, "/v1/shipments/export?status=LOST").statusCode(400);
    }

    @Test
    void nothingOfAnotherMerchantsIsWritten() {
        register(DEFAULT, number, ", \"orderId\": \"D" + number + "\"").statusCode(201);
        assertThat(rows(ACME, "trackingNumber=" + number)).isEmpty();

        register(ACME, number, ", \"orderId\": \"A" + number + "\"").statusCode(201);
        assertThat(rows(ACME, "trackingNumber=" + number))
                .singleElement()
                .asString()
                .contains("A" + number);
    }

    @Test
    void itIsATableOrNothing() {
        as(DEFAULT)
                .accept("application/json")
                .get("/v1/shipments/export")
                .then()
                .statusCode(406);
    }

    /** Without the head. */
    private static List<String> rows(String key, String conditions) {
        String table = get(key, "/v1/shipments/export?" + conditions)
                .statusCode(200)
                .extract()
                .asString();
        return table.lines().skip(1).toList();
    }
}
