package io.waymark.gateways.asiabill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.contract.Payment;
import io.waymark.gateways.NoticeProtocol;
import io.waymark.gateways.NoticeRequest;
import io.waymark.gateways.NoticeVerdict;
import io.waymark.gateways.NoticeVerdict.Accepted;
import io.waymark.gateways.NoticeVerdict.Rejected;
import io.waymark.protocol.Refusal;
import io.waymark.protocol.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AsiaBillNoticesTest {

    static final String KEY = "12H4567r";
    static final NoticeProtocol NOTICES = notices("");

    private static final Instant SENT = Instant.ofEpochMilli(1652843101234L);

    static List<JsonNode> vectors() throws IOException {
        try (InputStream json = AsiaBillNoticesTest.class.getResourceAsStream("notice-vectors.json")) {
            List<JsonNode> vectors = new ArrayList<>();
            new ObjectMapper().readTree(json).forEach(vectors::add);
            return vectors;
        }
    }

    private static NoticeProtocol notices(String window) {
        return new AsiaBill()
                .notices(List.of(new Settings(Map.of(
                        AsiaBill.GATEWAY_NO, List.of("12246002"),
                        AsiaBill.SIGN_KEY, List.of(KEY),
                        AsiaBillNotices.NOTICE_WINDOW, List.of(window)))));
    }

    private static Map<String, String> headers() {
        return new HashMap<>(Map.of(
                "gateway-no", "12246002",
                "request-id", "1652843101234-77",
                "request-time", "1652843101234",
                "version", "V2022-03",
                "content-type", "application/json"));
    }

    private static NoticeRequest signed(String body) {
        Map<String, String> headers = headers();
        Map<String, String> signed = new HashMap<>(headers);
        signed.remove("content-type");
        headers.put("sign-info", AsiaBillSignature.of(KEY, signed, body.getBytes(UTF_8)));
        return new NoticeRequest(body.getBytes(UTF_8), headers, SENT);
    }

    private static String message(String type, String data) {
        return "{\"data\":{\"tradeNo\":\"2022051811043674149462\",\"orderNo\":\"O-1\",\"orderAmount\":\"63.65\","
                + "\"orderCurrency\":\"EUR\"" + data + "},\"type\":\"" + type + "\"}";
    }

    private static Accepted accept(String body) {
        NoticeVerdict verdict = NOTICES.verify(signed(body));
        assertThat(verdict).isInstanceOf(Accepted.class);
        return (Accepted) verdict;
    }

    private static NoticeRequest request(JsonNode vector, String signInfo) {
        Map<String, String> headers = new HashMap<>();
        vector.get("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        headers.put("sign-info", signInfo);
        return new NoticeRequest(vector.get("body").asText().getBytes(UTF_8), headers, SENT);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void believesWhatAsiaBillSignedInEitherCaseOfLetters(JsonNode vector) {
        String signInfo = vector.get("sign_info").asText();

        for (String written : List.of(signInfo, signInfo.toLowerCase(Locale.ROOT))) {
            Accepted accepted = (Accepted) NOTICES.verify(request(vector, written));
            assertThat(accepted.answer()).isEqualTo("success");
            assertThat(accepted.verifiedBy()).isEqualTo("sign-key:5b8e5b67 of 12246002");
            assertThat(accepted.payments()).singleElement().satisfies(payment -> {
                assertThat(payment.key()).isEqualTo("asiabill:2022051811043674149462");
                assertThat(payment.state()).isEqualTo(Payment.State.SUCCEEDED);
                assertThat(payment.notice()).isEqualTo("transaction.success");
                assertThat(payment.rawStatus()).isEqualTo("success");
                assertThat(payment.amount()).isEqualByComparingTo("63.65");
                assertThat(payment.currency()).isEqualTo("EUR");
                assertThat(payment.paymentMethod()).isNull();
                assertThat(payment.inDoubt()).isFalse();
            });
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void looksAtTheBytesAndNotAtWhatTheyMean(JsonNode vector) {
        String signInfo = vector.get("sign_info").asText();
        NoticeRequest genuine = request(vector, signInfo);
        byte[] body = (new String(genuine.body(), UTF_8) + " ").getBytes(UTF_8);

        assertThat(NOTICES.verify(new NoticeRequest(body, genuine.headers(), SENT)))
                .isEqualTo(new Rejected(Refusal.BAD_SIGNATURE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"request-id", "request-time", "version"})
    void everySignedHeaderCounts(String header) {
        NoticeRequest genuine = signed(message("transaction.success", ""));
        Map<String, String> changed = new HashMap<>(genuine.headers());
        changed.put(header, changed.get(header) + "1");

        assertThat(NOTICES.verify(new NoticeRequest(genuine.body(), changed, SENT)))
                .isEqualTo(new Rejected(Refusal.BAD_SIGNATURE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign-info", "gateway-no"})
    void refusesWhatHasNoSignatureOrNoSigner(String header) {
        NoticeRequest genuine = signed(message("transaction.success", ""));
        Map<String, String> less = new HashMap<>(genuine.headers());
        less.remove(header);

        assertThat(NOTICES.verify(new NoticeRequest(genuine.body(), less, SENT)))
                .isEqualTo(new Rejected(Refusal.MISSING_FIELD));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            # type                | data                                                    | state
            transaction.success     | ,"orderStatus":"success"                                | SUCCEEDED
            transaction.success     | ,"orderStatus":"SUCCESS"                                | SUCCEEDED
            transaction.success     | ``                                                      | SUCCEEDED
            transaction.success     | ,"orderStatus":"pending"                                | PENDING
            transaction.pending     | ,"orderStatus":"pending"                                | PENDING
            transaction.fail        | ,"orderStatus":"fail"                                   | FAILED
            transaction.clear       | ,"orderStatus":"success"                                | SUCCEEDED
            pre-authorized.captured | ,"orderStatus":"success","operationResult":"Success"    | SUCCEEDED
            pre-authorized.captured | ,"orderStatus":"success","operationResult":"Fail"       | ``
            pre-authorized.void     | ,"orderStatus":"success","operationResult":"Success"    | CANCELLED
            refund.success          | ,"amount":"63.65","currency":"EUR"                      | REFUNDED
            refund.success          | ,"amount":63.650,"currency":"EUR"                       | REFUNDED
            refund.success          | ,"amount":"0.11","currency":"EUR"                       | ``
            refund.success          | ,"amount":"0.11","currency":"USD"                       | REFUNDED
            refund.success          | ``                                                      | REFUNDED
            refund.fail             | ,"amount":"63.65","currency":"EUR"                      | ``
            chargeback.success      | ,"amount":"0.12","currency":"EUR","chargebackInfo":{}   | CHARGED_BACK
            invented.later          | ,"orderStatus":"success"                                | ``
            """)
    void saysWhatItMeansForThePayment(String type, String data, String state) {
        assertThat(accept(message(type, data)).payments())
                .extracting(payment -> payment.state().name())
                .isEqualTo(state.isEmpty() ? List.of() : List.of(state));
    }

    @Test
    void readsOneWithoutDataToo() {
        assertThat(accept("{\"type\":\"transaction.success\",\"tradeNo\":\"1\",\"orderStatus\":\"success\"}")
                        .payments())
                .extracting(Payment::state)
                .containsExactly(Payment.State.SUCCEEDED);
        assertThat(accept("{\"tradeNo\":\"1\",\"orderStatus\":\"success\"}").payments())
                .isEmpty();
    }

    @Test
    void tellsTheMerchantsNumberOfTheOrderToo() {
        assertThat(accept(message("transaction.success", "")).payments())
                .extracting(Payment::orderNo)
                .containsExactly("O-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"type":"transaction.success"}
            {"type":"transaction.success","data":"x"}
            {"type":"transaction.success","data":{"orderNo":"1"}}
            {"type":"transaction.success","data":{"tradeNo":2.0210928100113805e+21}}
            {"type":"transaction.success","data":{"tradeNo":"1","tradeNo":"2"}}
            {"type":"transaction.success","type":"refund.fail","data":{"tradeNo":"1"}}
            {"type":"<script>","data":{"tradeNo":"1"}}
            []
            `{`
            """)
    void refusesWhatIsSignedAndCannotBeRead(String body) {
        assertThat(NOTICES.verify(signed(body))).isEqualTo(new Rejected(Refusal.MALFORMED));
    }

    @Test
    void takesANoticeOfAnyAgeUnlessThereIsAWindow() {
        NoticeRequest old = at(SENT.plusSeconds(17 * 3600));

        assertThat(NOTICES.verify(old)).isInstanceOf(Accepted.class);
        assertThat(notices("PT18H").verify(old)).isInstanceOf(Accepted.class);
        assertThat(notices("PT10M").verify(old)).isEqualTo(new Rejected(Refusal.STALE));
        assertThat(notices("PT10M").verify(at(SENT.minusSeconds(601)))).isEqualTo(new Rejected(Refusal.STALE));
        assertThat(notices("PT10M").verify(at(SENT.minusSeconds(600)))).isInstanceOf(Accepted.class);
    }

    private static NoticeRequest at(Instant receivedAt) {
        NoticeRequest genuine = signed(message("transaction.success", ""));
        return new NoticeRequest(genuine.body(), genuine.headers(), receivedAt);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "99999999999999999999", "-9223372036854775808"})
    void withAWindowATimeIsNeeded(String time) {
        Map<String, String> headers = headers();
        headers.put("request-time", time);
        Map<String, String> signed = new HashMap<>(headers);
        signed.remove("content-type");
        byte[] body = message("transaction.success", "").getBytes(UTF_8);
        headers.put("sign-info", AsiaBillSignature.of(KEY, signed, body));

        assertThat(notices("PT10M").verify(new NoticeRequest(body, headers, SENT)))
                .isEqualTo(new Rejected(Refusal.STALE));
    }

    @Test
    void doesNotStartWithAWindowThatIsNoDuration() {
        assertThatThrownBy(() -> notices("ten minutes")).isInstanceOf(DateTimeParseException.class);
    }

    @Test
    void believesNobodyWithoutAKey() {
        NoticeRequest genuine = signed(message("transaction.success", ""));

        assertThat(new AsiaBill().notices(List.of(Settings.NONE)).verify(genuine))
                .isEqualTo(new Rejected(Refusal.BAD_SIGNATURE));
    }
}
