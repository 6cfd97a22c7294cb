package io.waymark.console.transfer;

import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.console.transfer.Imports.done;
import static io.waymark.console.transfer.Imports.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file must be to be taken. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class ImportFileIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Charset GB18030 = Charset.forName("GB18030");

    @Inject
    Pool database;

    private final String number = number();

    @Test
    void chineseTablesAreReadInTheirCharset() {
        String file = "运单号,快递公司,订单号,标签\r\n" + number + ",sto,订单,门店\r\n";
        for (byte[] bytes : List.of(file.getBytes(UTF_8), ("\uFEFF" + file).getBytes(UTF_8), file.getBytes(GB18030))) {
            String path =
                    send(DEFAULT, "text/csv", bytes).statusCode(202).extract().path("errors");
            JsonPath done = Imports.await(DEFAULT, path.replace("/errors", ""), "DONE");
            assertThat(done.getLong("failed")).isZero();
        }
        send(DEFAULT, "text/csv;charset=gbk", file.getBytes(GB18030))
                .statusCode(202)
                .body(
                        "charset",
                        equalTo("GB18030"),
                        "columns",
                        contains("trackingNumber", "carrier", "orderId", "labels"));
        get(DEFAULT, "/v1/shipments?trackingNumber=" + number).body("items.orderId", contains("订单"));
        send(DEFAULT, "text/csv;charset=latin1", file.getBytes(UTF_8)).statusCode(415);
    }

    @Test
    void aLineInAnotherCharsetIsNotGuessed() {
        byte[] before = ("carrier,trackingNumber,orderId\nsto," + number + ",订单\nsto," + number + "X,").getBytes(UTF_8);
        byte[] file = new byte[before.length + 4];
        System.arraycopy(before, 0, file, 0, before.length);
        System.arraycopy("订单".getBytes(GB18030), 0, file, before.length, 4);

        String path = send(DEFAULT, "text/csv", file).statusCode(202).extract().path("errors");
        Imports.await(DEFAULT, path.replace("/errors", ""), "DONE");
        get(DEFAULT, path)
                .body("items.line", contains(3), "items[0].errors[0].message", containsString("no text in UTF-8"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "carrier,trackingNumber,wrong\n", "carrier\n", "carrier,trackingNumber,运单号\n", "\"carrier"})
    void aFileWithoutAProperHeadIsRefusedAndLeavesNothing(String file) {
        long before = imports();
        send(DEFAULT, file).statusCode(422).contentType("application/problem+json");
        assertThat(imports()).isEqualTo(before);
    }

    @Test
    void aHeadIsToldWhatIsWrongWithIt() {
        send(DEFAULT, "carrier,waybill,carrier\n")
                .statusCode(422)
                .body("errors.field", contains("waybill", "carrier", "trackingNumber"));
    }

    @Test
    void whatIsNoTableIsRefused() {
        send(DEFAULT, "application/json", "{}".getBytes(UTF_8)).statusCode(415);
        as(DEFAULT).post("/v1/shipments/import").then().statusCode(415);
    }

    @Test
    void anEmptyTableIsDoneAtOnce() {
        assertThat(done(DEFAULT, "carrier,trackingNumber").getLong("registered"))
                .isZero();
    }

    private long imports() {
        return database.query("select count(*) as n from shipment_import")
                .execute()
                .await()
                .atMost(SOON)
                .iterator()
                .next()
                .getLong("n");
    }
}
