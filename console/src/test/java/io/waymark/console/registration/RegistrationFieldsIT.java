package io.waymark.console.registration;

import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.number;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A registration with every field there is. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class RegistrationFieldsIT {

    private static final String ALL =
            """
            { "carrier": "sto", "trackingNumber": "773123456789",
              "orderId": "ORD202306300001",
              "origin": "广东省深圳市南山区", "destination": "北京市朝阳区", "phone": "13488888888",
              "tracking": "auto", "labels": ["store-12"], "goods": "PHYSICAL", "installments": false,
              "transactedAt": "2023-06-29T10:00:00+08:00", "codAmount": 129.90,
              "international": { "departureCountry": "CN", "departureCarrier": "shentong",
                                 "destinationCountry": "SA", "destinationCarrier": "aramex" },
              "unlockAfter": "P7D",
              "settlement": { "gateway": "onerway", "transactionId": "1484408335541923840",
                              "paymentMethod": "STC_PAY", "carrierCode": "STO" } }""";

    @Test
    void everyFieldMayBeSaidAndSaidAgain() {
        post(ALL)
                .statusCode(201)
                .body("shipmentId", equalTo("8bb6c7be-429f-5f0d-998a-84695862fba7"))
                .body("orderId", equalTo("ORD202306300001"))
                .body("settlements.transactionId", contains("1484408335541923840"));
        post(ALL).statusCode(200);
        post("{\"carrier\": \"ShenTong\", \"trackingNumber\": \" 773123456789 \"}")
                .statusCode(200)
                .body("orderId", equalTo("ORD202306300001"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"tracking\": \"auto\" | \"tracking\": \"pull\" | tracking",
                "\"store-12\" | \"store-13\" | labels",
                "13488888888 | 13488888889 | phone",
                "北京市朝阳区 | 北京市海淀区 | destination",
                "广东省 | 广西省 | origin",
                "ORD202306300001 | ORD202306300002 | orderId",
                "PHYSICAL | DIGITAL | goods",
                "false | true | installments",
                "10:00:00 | 10:00:01 | transactedAt",
                "129.90 | 129.91 | codAmount",
                "\"SA\" | \"AE\" | international.destinationCountry",
                "P7D | P7DT1S | unlockAfter",
                "\"transactionId\": \" | \"transactionId\": \"9 | settlement.transactionId",
                "STC_PAY | CREDIT_CARD | settlement.paymentMethod",
                "\"STO\" | \"YTO\" | settlement.carrierCode"
            })
    void aRepeatThatSaysSomethingElseIsRefusedByName(String said, String other, String field) {
        String number = number();
        String first = ALL.replace("773123456789", number).replace("1484408335541923840", "F" + number);
        post(first).statusCode(201);

        post(first.replace(said, other))
                .statusCode(409)
                .contentType("application/problem+json")
                .body("errors.field", contains(field))
                .body("detail", containsString(field));
        post(first).statusCode(200);
    }

    @Test
    void aFieldThatIsNoneIsRefusedAndTheOthersAreListed() {
        post("{\"carrier\": \"sto\", \"trackingNumber\": \"" + number() + "\", \"orderid\": \"A\"}")
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors.field", contains("orderid"))
                .body("errors[0].message", containsString("trackingNumber, carrier, orderId, "));
    }

    private static ValidatableResponse post(String body) {
        return as(DEFAULT)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/shipments")
                .then();
    }
}
