package io.waymark.sandbox;

import static io.waymark.sandbox.AsiaBillMerchant.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AsiaBillIT extends SandboxCase {

    private static final Duration IMPATIENT = Duration.ofMillis(500);
    private static final Duration PATIENT = Duration.ofSeconds(10);
    private static final String TRADE = upload().getString("tradeNo");

    private final AsiaBillMerchant merchant = new AsiaBillMerchant(this);

    @Test
    void takesAnUploadOnceAndSaysSoEachTime() {
        JsonObject first = new JsonObject(merchant.uploads(upload()).body());
        JsonObject second = new JsonObject(merchant.uploads(upload()).body());

        assertThat(first.getString("code")).isEqualTo("00000");
        assertThat(first.getJsonObject("data").getMap())
                .containsEntry("status", "success")
                .containsEntry("description", "uploadSuccess")
                .containsEntry("tradeNo", TRADE)
                .containsEntry("orderNo", "ORDER1");
        assertThat(second).isEqualTo(first);
        assertThat(flags("tookEffect")).containsExactly(true, false);
        assertThat(flags("repeated")).containsExactly(false, true);
        assertThat(flags("signatureValid")).containsExactly(true, true);
        assertThat(merchant.listed("uploads").get(0).getJsonObject("body")).isEqualTo(upload());
    }

    @Test
    void signsItsAnswersInUpperCaseAndNamesTheRequest() {
        Map<String, String> headers = AsiaBillMerchant.headers("", upload().encode());

        HttpResponse<String> answer = post(AsiaBillMerchant.PATH, headers, upload().encode(), PATIENT);

        assertThat(answer.headers().firstValue("response-id")).contains(headers.get("request-id"));
        assertThat(AsiaBillMerchant.isSigned(answer, headers.get("request-id"))).isTrue();
    }

    @Test
    void listensAtTheAddressOfTheRealOneToo() {
        String body = upload().encode();

        HttpResponse<String> answer =
                post("/asiabill/openApi/V2022-03/logistics", AsiaBillMerchant.headers("", body), body, PATIENT);

        assertThat(codeOf(answer)).isEqualTo("00000");
    }

    @Test
    void takesASignatureInUpperCaseAndRefusesOneOfOtherBytes() {
        Map<String, String> upper = AsiaBillMerchant.headers("", upload().encode());
        upper.computeIfPresent("sign-info", (name, value) -> value.toUpperCase(Locale.ROOT));

        assertThat(codeOf(post(AsiaBillMerchant.PATH, upper, upload().encode(), PATIENT)))
                .isEqualTo("00000");
        assertThat(codeOf(post(
                        AsiaBillMerchant.PATH,
                        AsiaBillMerchant.headers("", upload().encode()),
                        upload().encodePrettily(),
                        PATIENT)))
                .isEqualTo("L0005");
        assertThat(flags("signatureValid")).containsExactly(true, false);
    }

    @Test
    void refusesAnIdThatWasUsed() {
        Map<String, String> headers = AsiaBillMerchant.headers("", upload().encode());

        assertThat(codeOf(post(AsiaBillMerchant.PATH, headers, upload().encode(), PATIENT)))
                .isEqualTo("00000");
        assertThat(codeOf(post(AsiaBillMerchant.PATH, headers, upload().encode(), PATIENT)))
                .isEqualTo("L0004");
        assertThat(flags("repeated")).containsExactly(false, false);
    }

    @ParameterizedTest
    @CsvSource({
        "trackingNo , 1",
        "trackingNo , 123456789012345678901234567890123456789012345678901",
        "trackingWeb, h",
        "lcCode     , 123456789012345678901234567890123456789012345678901",
    })
    void refusesAFieldThatIsTooShortOrTooLong(String field, String value) {
        JsonObject answer =
                new JsonObject(merchant.uploads(upload().put(field, value)).body());

        assertThat(answer.getString("code")).isEqualTo("P0002");
        assertThat(answer.getString("message")).endsWith(field);
        assertThat(flags("tookEffect")).containsExactly(false);
    }

    @Test
    void wantsATransactionAndTakesEitherNumber() {
        JsonObject none = upload();
        none.remove("tradeNo");
        none.remove("orderNo");
        JsonObject orderAlone = upload();
        orderAlone.remove("tradeNo");
        orderAlone.remove("lcCode");

        assertThat(codeOf(merchant.uploads(none))).isEqualTo("P0002");
        assertThat(codeOf(merchant.uploads(orderAlone))).isEqualTo("00000");
        assertThat(codeOf(merchant.uploads(orderAlone))).isEqualTo("00000");
        assertThat(flags("repeated")).containsExactly(false, false, true);
    }

    @Test
    void remembersAnUploadThatIsNoJson() {
        HttpResponse<String> answer =
                post(AsiaBillMerchant.PATH, AsiaBillMerchant.headers("", "no JSON"), "no JSON", PATIENT);

        assertThat(codeOf(answer)).isEqualTo("P0001");
        assertThat(merchant.listed("uploads").get(0).getString("body")).isEqualTo("no JSON");
    }

    @Test
    void tellsWhatItHasRecordedAndNothingOfTheRest() {
        merchant.uploads(upload());
        merchant.uploads(upload().put("trackingNo", "773000000002"));

        assertThat(merchant.finds(TRADE + ",2022000000000000000000"))
                .extracting(found -> found.getString("trackingNo"))
                .containsExactly("773123456789", "773000000002");
        assertThat(merchant.finds(TRADE).get(0).getMap())
                .containsEntry("tradeNo", TRADE)
                .containsEntry("tbLcCode", "STO")
                .containsEntry("logisticsStatus", "Pending");
        assertThat(merchant.finds("2022000000000000000000")).isEmpty();
        List<JsonObject> queries = merchant.listed("queries");
        assertThat(queries).hasSize(3);
        assertThat(queries.get(0).getJsonArray("tradeNos")).containsExactly(TRADE, "2022000000000000000000");
        assertThat(queries.get(0).getBoolean("signatureValid")).isTrue();
        assertThat(queries.get(2).getInstant("time"))
                .isAfter(merchant.listed("uploads").get(1).getInstant("time"));
    }

    @Test
    void refusesAQuestionThatIsTooLongOrForged() {
        String many = IntStream.range(0, 12)
                .mapToObj(number -> "20220518105829575537%02d".formatted(number))
                .collect(Collectors.joining(","));

        assertThat(codeOf(merchant.asks(many))).isEqualTo("P0002");
        assertThat(codeOf(get(AsiaBillMerchant.PATH + "/1", AsiaBillMerchant.headers("2", ""), PATIENT)))
                .isEqualTo("L0005");
    }

    @ParameterizedTest
    @CsvSource({
        "kuaidi100 , yto       , delivered, Delivered",
        "kuaidi100 , yto       , returned , Return",
        "sto       , sto       , locker   , Delivered",
        "sto       , sto       , returned , Return",
        "thirtypost, thirtypost, delivered, Delivered",
        "thirtypost, thirtypost, returned , Return",
        "kuaidi100 , yto       , lost     , InTransit",
        "sto       , sto       , abort    , NotFound",
    })
    void knowsWhereAParcelOfThisWorldIs(String provider, String carrier, String script, String status) {
        merchant.uploads(upload());
        start(provider, carrier, "773123456789", script, 10_000_000);

        await().untilAsserted(() -> assertThat(merchant.finds(TRADE).get(0).getString("logisticsStatus"))
                .isEqualTo(status));
    }

    @Test
    void isWhereItIsTold() {
        merchant.uploads(upload());

        assertThat(tell(new JsonObject().put("status", "Exception")).statusCode())
                .isEqualTo(200);
        assertThat(merchant.finds(TRADE).get(0).getString("logisticsStatus")).isEqualTo("Exception");
        assertThat(tell(new JsonObject().put("status", "Lost")).statusCode()).isEqualTo(422);
    }

    @Test
    void hasTheNumberThatItIsTold() {
        tell(new JsonObject().put("trackingNumber", "OTHER1").put("status", "InTransit"));

        assertThat(merchant.finds(TRADE))
                .extracting(found -> found.getString("trackingNo"), found -> found.getString("logisticsStatus"))
                .containsExactly(tuple("OTHER1", "InTransit"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout-after", "reset-mid-body", "drop"})
    void losesTheAnswerButNotTheEffectWhenTold(String mode) {
        fault("asiabill", "upload", mode, 1);

        assertThatThrownBy(() -> merchant.uploads(upload(), IMPATIENT)).isInstanceOf(UncheckedIOException.class);

        assertThat(merchant.finds(TRADE)).hasSize(1);
        JsonObject listed = merchant.listed("uploads").get(0);
        assertThat(listed.getBoolean("tookEffect")).isTrue();
        assertThat(listed.getString("fault")).isEqualTo(mode);
        assertThat(listed.getValue("answer")).isNull();
        assertThat(codeOf(merchant.uploads(upload()))).isEqualTo("00000");
        assertThat(flags("repeated")).containsExactly(false, true);
    }

    @Test
    void failsAfterTheEffectWhenTold() {
        fault("asiabill", "http500-after", 1);

        assertThat(merchant.uploads(upload()).statusCode()).isEqualTo(500);
        assertThat(flags("tookEffect")).containsExactly(true);
        assertThat(merchant.listed("uploads").get(0).getInteger("status")).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout", "reset"})
    void answersNoQuestionWhenToldButTakesUploads(String mode) {
        fault("asiabill", "query", mode, 1);

        assertThat(codeOf(merchant.uploads(upload()))).isEqualTo("00000");
        assertThatThrownBy(() -> merchant.asks(TRADE, IMPATIENT)).isInstanceOf(UncheckedIOException.class);
        assertThat(merchant.listed("queries").get(0).getString("fault")).isEqualTo(mode);
        assertThat(merchant.finds(TRADE)).hasSize(1);
    }

    @Test
    void signsWronglyWhenToldWhatIsRightOtherwise() {
        fault("asiabill", "wrong-answer-signature", 1);
        Map<String, String> headers = AsiaBillMerchant.headers("", upload().encode());

        HttpResponse<String> answer = post(AsiaBillMerchant.PATH, headers, upload().encode(), PATIENT);

        assertThat(codeOf(answer)).isEqualTo("00000");
        assertThat(answer.headers().firstValue("sign-info")).isPresent();
        assertThat(AsiaBillMerchant.isSigned(answer, headers.get("request-id"))).isFalse();
        assertThat(flags("tookEffect")).containsExactly(true);
    }

    @Test
    void speaksOfAnotherTransactionWhenTold() {
        fault("asiabill", "upload", "other-transaction", 1);
        JsonObject confused = new JsonObject(merchant.uploads(upload()).body()).getJsonObject("data");

        assertThat(confused.getString("status")).isEqualTo("success");
        assertThat(confused.getString("tradeNo")).hasSameSizeAs(TRADE).isNotEqualTo(TRADE);
        assertThat(flags("tookEffect")).containsExactly(false);

        merchant.uploads(upload());
        fault("asiabill", "query", "other-transaction", 1);
        assertThat(merchant.finds(TRADE).get(0).getString("tradeNo")).isNotEqualTo(TRADE);
        assertThat(merchant.finds(TRADE).get(0).getString("tradeNo")).isEqualTo(TRADE);
    }

    @Test
    void takesWrongSignaturesForGrantedAsTold() {
        fault("asiabill", "bad-signature", 1);

        assertThat(codeOf(merchant.uploads(upload()))).isEqualTo("L0005");
        assertThat(flags("signatureValid")).containsExactly(true);
        assertThat(codeOf(merchant.uploads(upload()))).isEqualTo("00000");
    }

    private HttpResponse<String> tell(JsonObject order) {
        return put("/sandbox/gateways/asiabill/shipments/" + TRADE, order);
    }

    private List<Boolean> flags(String name) {
        return merchant.listed("uploads").stream()
                .map(upload -> upload.getBoolean(name))
                .toList();
    }

    private static String codeOf(HttpResponse<String> answer) {
        return new JsonObject(answer.body()).getString("code");
    }
}
