package io.waymark.console.registration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waymark.api.problem.FieldError;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.request.JsonBody;
import io.waymark.contract.Goods;
import io.waymark.contract.International;
import io.waymark.contract.Tracking;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationParserTest {

    private static final String START = "{\"carrier\":\"sto\",\"trackingNumber\":\"773123456789\"";

    @Test
    void readsEveryField() {
        RegistrationRequest request = parse(
                """
                {"carrier": "STO", "trackingNumber": " yt77a ", "orderId": "ORD1", "origin": "广东省深圳市", "destination": "北京市",
                 "phone": "13488888888", "tracking": "pull", "labels": ["store-12"], "goods": "PHYSICAL", "installments": false,
                 "transactedAt": "2023-06-29T10:00:00+08:00", "codAmount": 12.50,
                 "international": {"departureCountry": "cn", "departureCarrier": "ems", "destinationCountry": "US", "destinationCarrier": "usps"},
                 "unlockAfter": "P7DT12H",
                 "settlement": {"gateway": "onerway", "transactionId": "1484408335541923840", "paymentMethod": "STC_PAY",
                                "carrierCode": "STO", "account": "main"}}""");

        assertThat(request.carrier()).isEqualTo("sto");
        assertThat(request.trackingNumber()).isEqualTo("YT77A");
        assertThat(request.details())
                .isEqualTo(new Details(
                        "ORD1",
                        "广东省深圳市",
                        "北京市",
                        "13488888888",
                        Tracking.PULL,
                        List.of("store-12"),
                        Goods.PHYSICAL,
                        false,
                        OffsetDateTime.parse("2023-06-29T10:00:00+08:00"),
                        new BigDecimal("12.5"),
                        new International("CN", "ems", "US", "usps"),
                        Duration.ofHours(180)));
        assertThat(request.settlement())
                .isEqualTo(
                        new SettlementRequest("onerway", "main", "1484408335541923840", "STC_PAY", "STO", null, null));
    }

    @Test
    void carrierAndNumberSuffice() {
        RegistrationRequest request = parse(START + ", \"orderId\": null, \"phone\": \"  \"}");

        assertThat(request.shipmentId()).hasToString("8bb6c7be-429f-5f0d-998a-84695862fba7");
        assertThat(request.details().orderId()).isNull();
        assertThat(request.details().phone()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "ſf", "运单-1", "a b", "0000000000000000000000000000000000000000000000000000000000000000"})
    void noNumberIsRefusedForItsShape(String number) {
        assertThat(parse("{\"carrier\":\"sto\",\"trackingNumber\":\"" + number + "\"}")
                        .trackingNumber())
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"carrier\":\"sto\"} | trackingNumber",
                "{\"trackingNumber\":\"1\"} | carrier",
                "{\"carrier\":\"sto\",\"trackingNumber\":773123456789} | trackingNumber",
                "{\"carrier\":\"sto\",\"trackingNumber\":\"  \"} | trackingNumber",
                "{\"carrier\":\"sto\",\"trackingNumber\":\"1\\u00002\"} | trackingNumber",
                "{\"carrier\":\"sto\",\"trackingNumber\":\"1\\u200b2\"} | trackingNumber",
                "{\"carrier\":\"s to\",\"trackingNumber\":\"1\"} | carrier",
                "{\"carrier\":\"sto\",\"trackingNumber\":\"1\",\"settlement\":{\"gateway\":\"onerway\",\"transactionId\":\" \"}} | settlement.transactionId",
                "{\"carrier\":\"sto\",\"trackingNumber\":\"00000000000000000000000000000000000000000000000000000000000000001\"} | trackingNumber"
            })
    void whatIsNeededMustBeThere(String body, String field) {
        assertThat(errors(body)).extracting(FieldError::field).containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"tracking\": \"sometimes\" | tracking",
                "\"goods\": \"AIR\" | goods",
                "\"installments\": \"no\" | installments",
                "\"codAmount\": -1 | codAmount",
                "\"codAmount\": \"12 CNY\" | codAmount",
                "\"codAmount\": \"-1.5\" | codAmount",
                "\"codAmount\": 1e999999 | codAmount",
                "\"codAmount\": 0.00001 | codAmount",
                "\"labels\": \"a\" | labels",
                "\"labels\": [\"a\", 1] | labels[1]",
                "\"labels\": [\" \"] | labels[0]",
                "\"transactedAt\": \"2023-06-29T10:00:00\" | transactedAt",
                "\"transactedAt\": \"+999999999-01-01T00:00:00Z\" | transactedAt",
                "\"unlockAfter\": \"-PT1S\" | unlockAfter",
                "\"unlockAfter\": \"P365DT1S\" | unlockAfter",
                "\"unlockAfter\": \"P1W\" | unlockAfter",
                "\"unlockAfter\": \"P1M\" | unlockAfter",
                "\"unlockAfter\": \"PT9999999999999999999H\" | unlockAfter",
                "\"unlockAfter\": 7 | unlockAfter",
                "\"orderId\": 12 | orderId",
                "\"orderid\": \"x\" | orderid",
                "\"international\": [] | international",
                "\"international\": {\"departureCountry\": \"China\"} | international.departureCountry",
                "\"international\": {\"from\": \"CN\"} | international.from",
                "\"settlement\": \"onerway\" | settlement",
                "\"settlement\": {\"transactionId\": \"1\"} | settlement.gateway",
                "\"settlement\": {\"gateway\": \"paypal\", \"transactionId\": \"1\"} | settlement.gateway",
                "\"settlement\": {\"gateway\": \"onerway\"} | settlement.transactionId",
                "\"settlement\": {\"gateway\": \"onerway\", \"transactionId\": 1484408335541923840} | settlement.transactionId",
                "\"settlement\": {\"gateway\": \"onerway\", \"transactionId\": \"1\", \"paymentMethod\": \"BEADS\"} | settlement.paymentMethod",
                "\"settlement\": {\"gateway\": \"onerway\", \"transactionId\": \"1\", \"tradeNo\": \"1\"} | settlement.tradeNo",
                "\"settlement\": {\"gateway\": \"asiabill\", \"trackingUrl\": \"https://a.example/1\"} | settlement.tradeNo",
                "\"settlement\": {\"gateway\": \"asiabill\", \"tradeNo\": \"1\"} | settlement.trackingUrl",
                "\"settlement\": {\"gateway\": \"asiabill\", \"orderNo\": \"1\", \"trackingUrl\": \"javascript:1\"} | settlement.trackingUrl"
            })
    void whatIsWrongIsNamedByItsPath(String field, String path) {
        assertThat(errors(START + ", " + field + "}"))
                .extracting(FieldError::field)
                .containsExactly(path);
    }

    /** A repeat cannot change it: what the gateway does not take would be held for good. */
    @ParameterizedTest
    @CsvSource({"trackingUrl, 200", "carrierCode, 50"})
    void whatIsLongerThanAsiaBillTakesIsRefused(String field, int longest) {
        String start = START + ", \"settlement\": {\"gateway\": \"asiabill\", \"orderNo\": \"1\", "
                + (field.equals("trackingUrl") ? "" : "\"trackingUrl\": \"https://a.example/1\", ");
        String value = "https://a.example/" + "1".repeat(longest - "https://a.example/".length());

        assertThat(parse(start + "\"" + field + "\": \"" + value + "\"}}").settlement())
                .isNotNull();
        assertThat(errors(start + "\"" + field + "\": \"" + value + "1\"}}"))
                .extracting(FieldError::field)
                .containsExactly("settlement." + field);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT0S", "P7D, PT168H", "P365D, PT8760H", "pt36h, PT36H"})
    void anOrderMayBeUnlockedAtOnceAndUpToAYearAfterTheParcelWasSignedFor(String written, Duration unlockAfter) {
        assertThat(parse(START + ", \"unlockAfter\": \"" + written + "\"}")
                        .details()
                        .unlockAfter())
                .isEqualTo(unlockAfter);
    }

    @Test
    void aSumMayBeWrittenAsAText() {
        assertThat(parse(START + ", \"codAmount\": \"129.90\"}").details().codAmount())
                .isEqualTo("129.9");
    }

    @ParameterizedTest
    @CsvSource({
        "STC_PAY, STC_PAY",
        "stc pay, STC_PAY",
        "CREDIT_CARD, CREDIT_CARD",
        "Debit Card, DEBIT_CARD",
        "card, CARD",
        "MasterCard, MASTERCARD",
        "apple-pay, APPLE_PAY",
        "GooglePay, GOOGLE_PAY",
        "UNION_PAY, UNIONPAY"
    })
    void aPaymentMethodIsKnownHoweverItsWordsAreJoined(String written, String method) {
        SettlementRequest settlement = parse(START
                        + ", \"settlement\": {\"gateway\": \"onerway\", \"transactionId\": \"1\", \"paymentMethod\": \""
                        + written + "\"}}")
                .settlement();

        assertThat(settlement).extracting(SettlementRequest::paymentMethod).isEqualTo(method);
    }

    @Test
    void aFieldThatIsNoneIsToldWhichThereAre() {
        List<FieldError> errors = errors(START + ", \"orderid\": \"x\", \"international\": {\"from\": \"CN\"}}");

        assertThat(errors).extracting(FieldError::field).containsExactly("international.from", "orderid");
        assertThat(errors.get(0).message())
                .contains("departureCountry, departureCarrier")
                .doesNotContain("orderId");
        assertThat(errors.get(1).message()).contains("orderId").contains("settlement");
        assertThat(errors("{" + unknown(500) + "}")).hasSizeLessThan(20);
    }

    private static String unknown(int fields) {
        return IntStream.range(0, fields).mapToObj(i -> "\"f" + i + "\":1").collect(joining(","));
    }

    @Test
    void allMistakesAreNamedAtOnce() {
        assertThat(errors("{\"carrier\":1,\"goods\":\"AIR\",\"settlement\":{}}"))
                .extracting(FieldError::field)
                .containsExactly("trackingNumber", "carrier", "goods", "settlement.gateway");
    }

    @Test
    void asiabillTakesAnOrderOrATrade() {
        RegistrationRequest byOrder = parse(
                START
                        + ", \"settlement\": {\"gateway\": \"AsiaBill\", \"orderNo\": \"O1\", \"trackingUrl\": \"https://a.example/1\"}}");

        assertThat(byOrder.settlement())
                .isEqualTo(new SettlementRequest("asiabill", null, null, null, null, "O1", "https://a.example/1"));
    }

    @Test
    void anAmbiguousNumberGivesCandidates() {
        Problem problem = problem("{\"carrier\":\"auto\",\"trackingNumber\":\"773123456789\"}");

        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.candidates()).contains("sto", "zto");
        assertThat(parse("{\"carrier\":\"auto\",\"trackingNumber\":\"yt7700000000017\"}")
                        .carrier())
                .isEqualTo("yto");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "\"x\"", "null", "{} {}", "{\"a\":1,\"a\":2}", "carrier=sto"})
    void whatIsNoJsonObjectIsMalformed(String body) {
        assertThat(problem(body).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"phone", "origin", "destination"})
    void whatClaimsToBeSealedIsRefused(String field) {
        assertThat(errors(START + ", \"" + field + "\": \"sealed:1:AA\"}"))
                .extracting(FieldError::field)
                .containsExactly(field);
    }

    @Test
    void messagesNeverRepeatTheValue() {
        assertThat(problem(START + ", \"phone\": \"13812341234\\u0000\"}").toString())
                .doesNotContain("13812341234");
    }

    private static RegistrationRequest parse(String body) {
        return RegistrationParser.parse(JsonBody.object(body.getBytes(UTF_8)));
    }

    private static List<FieldError> errors(String body) {
        Problem problem = problem(body);
        assertThat(problem.status()).isEqualTo(422);
        return problem.errors();
    }

    private static Problem problem(String body) {
        return catchThrowableOfType(ProblemException.class, () -> parse(body)).problem();
    }
}
