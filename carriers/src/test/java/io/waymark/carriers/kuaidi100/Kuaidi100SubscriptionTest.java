package io.waymark.carriers.kuaidi100;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.FormBody;
import io.waymark.carriers.HttpAnswer;
import io.waymark.carriers.HttpCall;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.Settings;
import io.waymark.carriers.SubscriptionRequest;
import io.waymark.contract.ShipmentId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Kuaidi100SubscriptionTest {

    private static final JsonMapper JSON = new JsonMapper();

    /** What the provider's own SDK 1.0.15 makes of the request below, escapes included. */
    private static final String MADE_BY_THE_SDK =
            "{\"company\":\"shunfeng\",\"number\":\"SF1234567890123\",\"from\":\"广东省深圳市\",\"to\":\"北京市\","
                    + "\"key\":\"TESTkey00000\",\"parameters\":{\"callbackurl\":"
                    + "\"http://hooks.example.test/kuaidi100?sid\\u003dS1\\u0026x\\u003d1\",\"salt\":\"test-salt-0001\","
                    + "\"resultv2\":\"4\",\"autoCom\":\"0\",\"interCom\":\"0\",\"phone\":\"1234\"}}";

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private static final Map<String, List<String>> ACCOUNT = Map.of(
            "url", List.of("http://localhost/"),
            "key", List.of("TESTkey00000"),
            "master-secrets", List.of("test-master-0001"),
            "callback-base", List.of("http://localhost:8081/"));

    private static final SubscriptionRequest REQUEST = sf(null, null, "1234");

    private final Kuaidi100Subscription subscription = new Kuaidi100Subscription(new Settings(ACCOUNT));

    private static SubscriptionRequest sf(String origin, String destination, String phone) {
        return new SubscriptionRequest(
                ShipmentId.of("sf", "SF1234567890123"), "sf", "SF1234567890123", origin, destination, phone, null, 1);
    }

    private JsonNode paramOf(SubscriptionRequest request) throws Exception {
        HttpCall call = subscription.ask(request, NOW);
        return JSON.readTree(FormBody.of(call.body()).text("param").orElseThrow());
    }

    @Test
    void saysWhatTheProvidersSdkSays() throws Exception {
        String param = subscription.param(
                sf("广东省深圳市", "北京市", "1234"), "http://hooks.example.test/kuaidi100?sid=S1&x=1", "test-salt-0001");

        assertThat(JSON.readTree(param)).isEqualTo(JSON.readTree(MADE_BY_THE_SDK));
    }

    @Test
    void postsAFormWithTheSchema() {
        HttpCall call = subscription.ask(sf("a", "b", "1234"), NOW);

        assertThat(call.method()).isEqualTo(HttpCall.Method.POST);
        assertThat(call.url()).isEqualTo("http://localhost/poll");
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
        JsonNode param = paramOf(sf(null, " ", null));

        assertThat(param.fieldNames()).toIterable().containsExactly("company", "number", "key", "parameters");
        assertThat(param.path("parameters").has("phone")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"yto,yuantong", "zto,zhongtong", "jdl,jd", "deppon,debangkuaidi", "yunda,yunda", "danniao,danniao"})
    void namesTheCompanyInTheProvidersWords(String carrier, String company) throws Exception {
        JsonNode param = paramOf(
                new SubscriptionRequest(ShipmentId.of(carrier, "N1"), carrier, "N1", null, null, "1234", null, 1));

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
            403 , {}                       , UNAUTHORIZED , http-403
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

    @ParameterizedTest
    @ValueSource(strings = {"url", "key", "master-secrets", "callback-base"})
    void isNotOfferedWithoutEverySetting(String missing) {
        Map<String, List<String>> some = new HashMap<>(ACCOUNT);
        some.remove(missing);

        assertThat(new Kuaidi100().operations(new Settings(ACCOUNT)).kinds()).contains(OperationKind.SUBSCRIBE);
        assertThat(new Kuaidi100().operations(new Settings(some)).kinds()).doesNotContain(OperationKind.SUBSCRIBE);
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
