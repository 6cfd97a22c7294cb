package io.waymark.carriers.sto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.HttpAnswer;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.SubscriptionRequest;
import io.waymark.contract.ShipmentId;
import io.waymark.protocol.HttpCall;
import io.waymark.protocol.Settings;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoSubscriptionTest {

    /** Content and digest as Python and Java clients of the gateway make them. */
    private static final String SIGNED_ELSEWHERE =
            "content=%7B%22subscribeInfoList%22%3A%5B%7B%22waybillNo%22%3A%22777031922725111%22%7D%5D%7D"
                    + "&data_digest=g21y1ifVWm1iZVhUQVTjOA%3D%3D";

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private static final SubscriptionRequest REQUEST = new SubscriptionRequest(
            ShipmentId.of("sto", "777031922725111"), "sto", "777031922725111", "深圳", "北京", "13488888888", null, 1);

    private static final Map<String, List<String>> ACCOUNT = Map.of(
            "url", List.of("http://localhost/"),
            "path", List.of("/gateway/link.do"),
            "app-key", List.of("app"),
            "app-code", List.of("code"),
            "secrets", List.of("TESTSTOSECRET0001"));

    private final StoSubscription subscription = new StoSubscription(new Settings(ACCOUNT));

    @Test
    void postsTheFormThatOtherClientsPost() {
        HttpCall call = subscription.ask(REQUEST, NOW);

        assertThat(call.method()).isEqualTo(HttpCall.Method.POST);
        assertThat(call.url()).isEqualTo("http://localhost/gateway/link.do");
        assertThat(new String(call.body(), UTF_8))
                .isEqualTo(SIGNED_ELSEWHERE
                        + "&api_name=STO_TRACE_PLATFORM_SUBSCRIBE&from_appkey=app&from_code=code"
                        + "&to_appkey=sto_trace_platform&to_code=sto_trace_platform");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"success\":\"true\",\"errorCode\":\"\"}",
                "{\"success\":true,\"data\":[{\"waybillNo\":\"777031922725111\",\"status\":\"1\",\"message\":\"\"}]}",
                "{\"success\":\"TRUE\",\"data\":null}",
                "<?xml version=\"1.0\"?><response><success>true</success></response>"
            })
    void takesItAsFollowed(String body) {
        assertThat(subscription.read(REQUEST, answer(body)).code()).isEqualTo("success");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"success":"false","errorCode":"005"}                      | REFUSED         | 005
            {"success":false,"errorCode":"006"}                        | UNAUTHORIZED    | 006
            {"success":"false","errorCode":"007"}                      | UNAUTHORIZED    | 007
            {"success":"false","errorCode":"008"}                      | INVALID_REQUEST | 008
            {"success":"false","errorCode":"009"}                      | BUSY            | 009
            {"success":"false","errorCode":"X1","needRetry":"true"}    | UNAVAILABLE     | X1
            {"success":"false","errorCode":"X1","needRetry":"false"}   | UNKNOWN_CODE    | X1
            {"success":"false"}                                        | MALFORMED       | ''
            {"success":"true","data":[{"status":"false"}]}             | REFUSED         | waybill-refused
            {"success":"perhaps"}                                      | MALFORMED       | no-success
            [1]                                                        | MALFORMED       | not-json
            <html>maintenance</html>                                   | MALFORMED       | no-success
            <response><success>false</success><errorCode>007</errorCode></response> | UNAUTHORIZED | 007
            """)
    void readsWhatIsNoSuccess(String body, CarrierError error, String code) {
        assertThatExceptionOfType(CarrierException.class)
                .isThrownBy(() -> subscription.read(REQUEST, answer(body)))
                .satisfies(e -> assertThat(e.error()).isEqualTo(error))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"url", "app-key", "app-code", "secrets"})
    void isNotOfferedWithoutEverySetting(String missing) {
        Map<String, List<String>> some = new HashMap<>(ACCOUNT);
        some.remove(missing);

        assertThat(new Sto().operations(new Settings(ACCOUNT)).kinds()).contains(OperationKind.SUBSCRIBE);
        assertThat(new Sto().operations(new Settings(some)).kinds()).doesNotContain(OperationKind.SUBSCRIBE);
    }

    private static HttpAnswer answer(String body) {
        return new HttpAnswer(200, "", body.getBytes(UTF_8));
    }
}
