package io.waymark.carriers.kuaidi100;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.HttpAnswer;
import io.waymark.carriers.SubscriptionRequest;
import io.waymark.carriers.Vectors;
import io.waymark.contract.International;
import io.waymark.contract.ShipmentId;
import io.waymark.protocol.FormBody;
import io.waymark.protocol.HttpCall;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Kuaidi100SubscriptionTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private static final SubscriptionRequest REQUEST = sf(null, null, "1234");

    private final Kuaidi100Subscription subscription = new Kuaidi100Subscription(Accounts.whole());

    private static SubscriptionRequest sf(String origin, String destination, String phone) {
        return of("sf", origin, destination, phone, null);
    }

    private static SubscriptionRequest of(
            String carrier, String origin, String destination, String phone, International international) {
        ShipmentId id = ShipmentId.of("sf", "SF1234567890123");
        return new SubscriptionRequest(id, carrier, "SF1234567890123", origin, destination, phone, international, 1);
    }

    private JsonNode paramOf(SubscriptionRequest request) throws Exception {
        HttpCall call = subscription.ask(request, NOW);
        return JSON.readTree(FormBody.of(call.body()).text("param").orElseThrow());
    }

    @Test
    void saysWhatTheProvidersSdkSays() throws Exception {
        String param = subscription.param(
                sf("广东省深圳市", "北京市", "1234"), "http://hooks.example.test/kuaidi100?sid=S1&x=1", "test-salt-0001");

        assertThat(JSON.readTree(param))
                .isEqualTo(JSON.readTree(Vectors.expected("k100-subscribe-body", "param_as_sdk_serialises_it")));
    }

    @Test
    void postsAFormWithTheSchema() {
        HttpCall call = subscription.ask(sf("a", "b", "1234"), NOW);

        assertThat(call.method()).isEqualTo(HttpCall.Method.POST);
        assertThat(call.url()).isEqualTo("http://localhost/kuaidi100/poll");
        assertThat(call.headers()).containsEntry("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
        assertThat(new String(call.body(), UTF_8)).startsWith("schema=json&param=%7B%22company%22");
    }

    @Test
    void wantsCallbacksOnTheShipmentsPathUnderItsOwnSalt() throws Exception {
        JsonNode parameters = paramOf(sf("a", "b", "1234")).path("parameters");

        assertThat(parameters.path("callbackurl").asText())
                .isEqualTo("http://localhost:8081/callbacks/kuaidi100/0a42b9fb-16f5-5653-884b-0b951d7e269f?s=1");
        assertThat(parameters.path("salt").asText()).isEqualTo("16478d7941e44edfc4d9208654d3e63a");
    }

    @Test
    void leavesOutWhatIsNotKnown() throws Exception {
        JsonNode param = paramOf(of("yto", null, " ", null, null));

        assertThat(param.fieldNames()).toIterable().containsExactly("company", "number", "key", "parameters");
        assertThat(param.path("parameters").fieldNames())
                .toIterable()
                .containsExactly("callbackurl", "salt", "resultv2", "autoCom", "interCom");
    }

    @Test
    void letsTheProviderFindTheCompanyThatNobodyKnows() throws Exception {
        JsonNode param = paramOf(of("", null, null, null, null));

        assertThat(param.path("company").asText("absent")).isEmpty();
        assertThat(param.path("parameters").path("autoCom").asText()).isEqualTo("1");
    }

    @Test
    void followsAParcelBeyondTheBorder() throws Exception {
        JsonNode parameters = paramOf(of("ems", null, null, null, new International("CN", "yto", "JP", "japanposten")))
                .path("parameters");

        assertThat(parameters.path("interCom").asText()).isEqualTo("1");
        assertThat(parameters.path("departureCountry").asText()).isEqualTo("CN");
        assertThat(parameters.path("departureCom").asText()).isEqualTo("yuantong");
        assertThat(parameters.path("destinationCountry").asText()).isEqualTo("JP");
        assertThat(parameters.path("destinationCom").asText()).isEqualTo("japanposten");
    }

    @Test
    void namesOnlyTheEndsThatAreKnown() throws Exception {
        JsonNode parameters = paramOf(of("ems", null, null, null, new International(null, " ", "JP", null)))
                .path("parameters");

        assertThat(parameters.fieldNames())
                .toIterable()
                .containsExactly("callbackurl", "salt", "resultv2", "autoCom", "interCom", "destinationCountry");
    }

    @ParameterizedTest
    @CsvSource({"8, 北京市, 8", "8, '', 4", "8, , 4", "4, 北京市, 4", "1, , 1"})
    void asksForTheArrivalOnlyWhereTheDestinationIsKnown(String level, String destination, String sent)
            throws Exception {
        Kuaidi100Subscription detailed = new Kuaidi100Subscription(Accounts.with("result-level", level));

        String param = detailed.param(of("yto", null, destination, null, null), "http://localhost", "salt");

        assertThat(JSON.readTree(param).path("parameters").path("resultv2").asText())
                .isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sf", "shunfeng", "zto", "shunfengkuaiyun"})
    void burnsNoSubscriptionWhereNothingIsShownWithoutAPhone(String carrier) {
        assertThatExceptionOfType(CarrierException.class)
                .isThrownBy(() -> subscription.ask(of(carrier, null, null, null, null), NOW))
                .satisfies(e -> assertThat(e.error()).isEqualTo(CarrierError.INVALID_REQUEST))
                .satisfies(e -> assertThat(e.code()).isEqualTo("phone-missing"));
    }

    @ParameterizedTest
    @CsvSource({"yto,yuantong", "zto,zhongtong", "jdl,jd", "deppon,debangkuaidi", "yunda,yunda", "danniao,danniao"})
    void namesTheCompanyInTheProvidersWords(String carrier, String company) throws Exception {
        JsonNode param = paramOf(of(carrier, null, null, "1234", null));

        assertThat(param.path("company").asText()).isEqualTo(company);
    }

    @ParameterizedTest
    @ValueSource(strings = {"200", "501"})
    void takesItAsFollowed(String code) {
        assertThat(subscription.read(REQUEST, answer(code)).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            500 , UNAVAILABLE
            502 , REFUSED
            600 , UNAUTHORIZED
            601 , QUOTA_EXHAUSTED
            700 , UNSUPPORTED
            701 , INVALID_REQUEST
            702 , UNSUPPORTED
            999 , UNKNOWN_CODE
            """)
    void readsEveryReturnCode(String code, CarrierError error) {
        assertThatExceptionOfType(CarrierException.class)
                .isThrownBy(() -> subscription.read(REQUEST, answer(code)))
                .satisfies(e -> assertThat(e.error()).isEqualTo(error))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            200 , <html>maintenance</html> , MALFORMED    , not-json
            200 , ''                       , MALFORMED    , not-json
            200 , {}                       , UNKNOWN_CODE , ''
            429 , {}                       , BUSY         , http-429
            503 , {}                       , UNAVAILABLE  , http-503
            302 , {}                       , UNAVAILABLE  , http-302
            401 , {}                       , UNAUTHORIZED , http-401
            403 , {}                       , UNAVAILABLE  , http-403
            """)
    void readsWhatIsNoAnswerOfTheProvider(int status, String body, CarrierError error, String code) {
        assertThatExceptionOfType(CarrierException.class)
                .isThrownBy(() -> subscription.read(REQUEST, new HttpAnswer(status, "", body.getBytes(UTF_8))))
                .satisfies(e -> assertThat(e.error()).isEqualTo(error))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void keepsAForeignCodeShortAndPlain() {
        assertThatExceptionOfType(CarrierException.class)
                .isThrownBy(() -> subscription.read(REQUEST, answer("x\\n13488888888 张三" + "y".repeat(99))))
                .satisfies(e -> assertThat(e.code()).hasSize(32).startsWith("x?13488888888???"));
    }

    @Test
    void showsNeitherKeyNorPhoneInTexts() {
        SubscriptionRequest request = sf("深圳", "北京", "13488888888");

        assertThat(request.toString() + subscription.ask(request, NOW))
                .doesNotContain("13488888888", "深圳", "TESTkey00000");
    }

    private static HttpAnswer answer(String code) {
        return new HttpAnswer(
                200, "", ("{\"result\":true,\"returnCode\":\"" + code + "\",\"message\":\"提交成功\"}").getBytes(UTF_8));
    }
}
