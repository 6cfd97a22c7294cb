package io.waymark.carriers.kuaidi100;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.HttpAnswer;
import io.waymark.carriers.TrackingAnswer;
import io.waymark.carriers.TrackingQuery;
import io.waymark.carriers.Vectors;
import io.waymark.contract.Evidence;
import io.waymark.protocol.FormBody;
import io.waymark.protocol.HttpCall;
import java.nio.charset.Charset;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Kuaidi100QueryTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final String NUMBER = "YT9693083639795";
    private static final TrackingQuery WHOLE =
            new TrackingQuery("yto", NUMBER, "广东省深圳市南山区", "北京市朝阳区", "+86 13800000000");
    private static final TrackingQuery BARE = new TrackingQuery("yto", NUMBER, null, " ", null);

    private final Kuaidi100Query query = new Kuaidi100Query(Accounts.whole());

    @Test
    void saysAndSignsWhatTheOfficialSdkDoes() {
        FormBody form = FormBody.of(query.ask(WHOLE, NOW).body());

        assertThat(form.text("param")).contains(Vectors.input("k100-query-sign", "param"));
        assertThat(form.text("sign")).contains(Vectors.expected("k100-query-sign", "sign"));
        assertThat(form.text("customer")).contains(Vectors.input("k100-query-sign", "customer"));
    }

    @Test
    void postsAFormToTheConfiguredPath() {
        HttpCall call = new Kuaidi100Query(Accounts.with("query-path", "/other/query")).ask(BARE, NOW);

        assertThat(call.method()).isEqualTo(HttpCall.Method.POST);
        assertThat(call.url()).isEqualTo("http://localhost/kuaidi100/other/query");
        assertThat(query.ask(BARE, NOW).url()).isEqualTo("http://localhost/kuaidi100/poll/query.do");
    }

    @Test
    void leavesOutWhatIsNotKnown() throws Exception {
        String param = FormBody.of(query.ask(BARE, NOW).body()).text("param").orElseThrow();

        assertThat(JSON.readTree(param).fieldNames())
                .toIterable()
                .containsExactly("com", "num", "resultv2", "show", "order");
    }

    @ParameterizedTest
    @CsvSource({"8, 北京市, 8", "8, , 4"})
    void asksForTheArrivalOnlyWhereTheDestinationIsKnown(String level, String destination, String sent)
            throws Exception {
        HttpCall call = new Kuaidi100Query(Accounts.with("result-level", level))
                .ask(new TrackingQuery("yto", NUMBER, null, destination, null), NOW);

        String param = FormBody.of(call.body()).text("param").orElseThrow();
        assertThat(JSON.readTree(param).path("resultv2").asText()).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sf", "zto"})
    void doesNotAskWhereNothingIsShownWithoutAPhone(String carrier) {
        assertThatExceptionOfType(CarrierException.class)
                .isThrownBy(() -> query.ask(new TrackingQuery(carrier, "N1", null, null, ""), NOW))
                .satisfies(e -> assertThat(e.code()).isEqualTo("phone-missing"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":\"ok\",\"nu\":\"YT9693083639795\",\"com\":\"yuantong\",\"status\":\"200\",\"data\":[{}]}",
                "{\"message\":\"ok\",\"nu\":\" yt9693083639795 \",\"status\":200,\"data\":[]}",
                "{\"nu\":\"YT9693083639795-1-1-\",\"status\":\"200\",\"data\":[]}",
                "{\"data\":[]}",
                "{\"result\":false,\"returnCode\":\"500\",\"message\":\"查询无结果，请隔段时间再查\"}",
                "{\"result\":\"false\",\"returnCode\":500,\"message\":\"查询无结果，请隔段时间再查\"}",
                "{\"status\":\"201\",\"message\":\"快递公司参数异常：单号不存在或者已经过期\",\"data\":[]}",
            })
    void bringsTheBytesOfAHistoryAlsoOfAnEmptyOne(String body) {
        byte[] bytes = body.getBytes(UTF_8);

        TrackingAnswer answer = query.read(BARE, new HttpAnswer(200, "text/html;charset=UTF-8", bytes));

        assertThat(answer.body()).isSameAs(bytes);
        assertThat(answer.contentType()).isEqualTo("text/html;charset=UTF-8");
        assertThat(answer.evidence()).isEqualTo(Evidence.PULL);
    }

    @Test
    void readsAnAnswerInGbk() {
        byte[] body = "{\"status\":\"503\",\"message\":\"验证签名失败\"}".getBytes(Charset.forName("GBK"));

        assertThatExceptionOfType(CarrierException.class)
                .isThrownBy(() -> query.read(BARE, new HttpAnswer(200, "", body)))
                .satisfies(e -> assertThat(e.error()).isEqualTo(CarrierError.UNAUTHORIZED));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            400 , INVALID_REQUEST
            408 , INVALID_REQUEST
            501 , UNAVAILABLE
            502 , BUSY
            503 , UNAUTHORIZED
            504 , BUSY
            601 , QUOTA_EXHAUSTED
            999 , UNKNOWN_CODE
            """)
    void readsEveryFailureInBothPlaces(String code, CarrierError error) {
        assertFails("{\"result\":false,\"returnCode\":\"" + code + "\",\"message\":\"x\"}", error, code);
        assertFails("{\"status\":\"" + code + "\",\"message\":\"x\",\"data\":[]}", error, code);
        assertFails("{\"result\":false,\"returnCode\":" + code + "}", error, code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            <html>maintenance</html>                          | not-json
            ''                                                | not-json
            {"status":"200","data":[{"time":"2024-05-0        | not-json
            {}                                                | no-history
            []                                                | no-history
            {"result":false,"data":[]}                        | no-history
            {"status":"200","nu":"YT0000000000000","data":[]} | another-number
            """)
    void doesNotTakeAnythingElseForAHistory(String body, String code) {
        assertFails(body, CarrierError.MALFORMED, code);
    }

    @ParameterizedTest
    @CsvSource({"429, BUSY", "503, UNAVAILABLE", "401, UNAUTHORIZED", "403, UNAVAILABLE"})
    void readsNoBodyOfAFailureOfHttp(int status, CarrierError error) {
        assertThatExceptionOfType(CarrierException.class)
                .isThrownBy(() -> query.read(BARE, new HttpAnswer(status, "", "{\"data\":[]}".getBytes(UTF_8))))
                .satisfies(e -> assertThat(e.error()).isEqualTo(error));
    }

    @Test
    void showsNeitherPhoneNorPlacesInTexts() {
        assertThat(WHOLE.toString() + query.ask(WHOLE, NOW)).doesNotContain("13800000000", "深圳", "TESTkey00000");
    }

    private void assertFails(String body, CarrierError error, String code) {
        assertThatExceptionOfType(CarrierException.class)
                .isThrownBy(() -> query.read(BARE, new HttpAnswer(200, "", body.getBytes(UTF_8))))
                .satisfies(e -> assertThat(e.error()).isEqualTo(error))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }
}
