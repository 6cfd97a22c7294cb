package io.waymark.carriers.thirtypost;

import static io.waymark.carriers.thirtypost.Accounts.NOW;
import static io.waymark.carriers.thirtypost.Accounts.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.waymark.carriers.Batch;
import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.HttpAnswer;
import io.waymark.carriers.InvalidFieldException;
import io.waymark.carriers.Label;
import io.waymark.carriers.Operation;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.TrackingAnswer;
import io.waymark.carriers.TrackingQuery;
import io.waymark.carriers.Weight;
import io.waymark.contract.Evidence;
import io.waymark.protocol.HttpCall;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThirtyPostOperationsTest {

    private static final TrackingQuery QUERY = new TrackingQuery("thirtypost", "A1", null, null, null);

    static Stream<Arguments> callsOfOneField() {
        return Stream.of(
                Arguments.of(OperationKind.OPEN_BATCH, "/api/bill/createbatch", "{\"batch_name\":\"B-7\"}"),
                Arguments.of(OperationKind.CLOSE_BATCH, "/api/bill/closebatch", "{\"batch_name\":\"B-7\"}"),
                Arguments.of(OperationKind.WEIGH, "/api/bill/weight", "{\"express_no\":\"B-7\"}"),
                Arguments.of(OperationKind.RETURN_LABEL, "/api/bill/ReturnsLabel", "{\"express_no\":\"B-7\"}"));
    }

    @ParameterizedTest
    @MethodSource("callsOfOneField")
    void asksWithOneField(OperationKind<String, ?> kind, String path, String data) {
        HttpCall call = Accounts.operation(kind).ask(" B-7 ", NOW);

        assertThat(call.url()).isEqualTo("http://carrier.test" + path);
        assertThat(Accounts.form(call)).containsEntry("data", data);
    }

    @ParameterizedTest
    @MethodSource("callsOfOneField")
    void doesNotAskWithoutIt(OperationKind<String, ?> kind) {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> Accounts.operation(kind).ask(" ", NOW));
    }

    @Test
    void opensABatch() {
        assertThat(Accounts.operation(OperationKind.OPEN_BATCH)
                        .read("B-7", answer("{\"success\":1,\"message\":\"\",\"id\":42}")))
                .isEqualTo(new Batch("B-7", "42"));
        assertThat(Accounts.operation(OperationKind.OPEN_BATCH).read("B-7", answer("{\"success\":\"1\"}")))
                .isEqualTo(new Batch("B-7", ""));
    }

    @Test
    void takesABatchThatIsClosedAlreadyForClosed() {
        Operation<String, ?> closing = Accounts.operation(OperationKind.CLOSE_BATCH);

        assertThat(closing.read("B-7", answer("{\"success\":true,\"message\":\"\"}")))
                .isNotNull();
        assertThat(closing.read("B-7", answer("{\"success\":0,\"message\":\"批次已关闭\"}")))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"2.35, 2.35, ''", "' 2 ', 2, ''", "0.5kg, 0.5, kg", "1.20 公斤, 1.20, kg"})
    void readsAWeightAndOnlyTheUnitItStates(String text, BigDecimal value, String unit) {
        assertThat(Accounts.operation(OperationKind.WEIGH)
                        .read("A1", answer("{\"success\":1,\"weight\":\"" + text + "\"}")))
                .isEqualTo(new Weight(value, unit));
    }

    @Test
    void readsAWeightThatIsANumber() {
        assertThat(Accounts.operation(OperationKind.WEIGH).read("A1", answer("{\"success\":1,\"weight\":2.5}")))
                .isEqualTo(new Weight(new BigDecimal("2.5"), ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "heavy", "-1", "1.2.3", "99999999999999999999", "5 lb"})
    void doesNotTakeAnythingElseForAWeight(String text) {
        assertFails(
                OperationKind.WEIGH,
                "A1",
                "{\"success\":1,\"weight\":\"" + text + "\"}",
                CarrierError.MALFORMED,
                "no-weight");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"success":1,"url":"http://label.test/a.pdf"}                        | URL  | http://label.test/a.pdf
            {"success":1,"message":"ok","data":" https://label.test/a?b=c "}     | URL  | https://label.test/a?b=c
            {"success":1,"data":{"label":"<html><b>A1</b></html>"}}              | HTML | <html><b>A1</b></html>
            {"success":"1","value":["x","<div>A1</div>"]}                        | HTML | <div>A1</div>
            """)
    void readsALabelUnderAnyName(String body, Label.Form form, String content) {
        assertThat(Accounts.operation(OperationKind.RETURN_LABEL).read("A1", answer(body)))
                .isEqualTo(new Label(form, content));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"success\":1}",
                "{\"success\":1,\"url\":\"javascript:alert(1)\"}",
                "{\"success\":1,\"url\":\"http://label.test/a b\"}"
            })
    void doesNotTakeAnythingElseForALabel(String body) {
        assertFails(OperationKind.RETURN_LABEL, "A1", body, CarrierError.MALFORMED, "no-label");
    }

    @Test
    void keepsAHistoryAsItCame() {
        byte[] body = "{\"success\":\"1\",\"base\":[{\"event\":\"已签收\"}]}".getBytes(Charset.forName("GBK"));

        TrackingAnswer told =
                Accounts.operation(OperationKind.QUERY).read(QUERY, new HttpAnswer(200, "application/json", body));

        assertThat(told.body()).isEqualTo(body);
        assertThat(told.contentType()).isEqualTo("application/json");
        assertThat(told.evidence()).isEqualTo(Evidence.TEXT);
    }

    @Test
    void asksAgainForAHistoryThatIsNotThereYet() {
        assertFails(
                OperationKind.QUERY,
                QUERY,
                "{\"success\":\"0\",\"message\":\"单号不存在\"}",
                CarrierError.UNKNOWN_CODE,
                "not-found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"success":0,"message":"签名错误"}            | UNAUTHORIZED    | signature
            {"success":"0","message":"验签失败"}          | UNAUTHORIZED    | signature
            {"success":0,"message":"Sign error"}        | UNAUTHORIZED    | signature
            {"success":0,"message":"timer已过期"}         | UNAUTHORIZED    | timer
            {"success":0,"message":"时间戳无效"}           | UNAUTHORIZED    | timer
            {"success":0,"message":"没有权限"}            | UNAUTHORIZED    | permission
            {"success":0,"message":"external_company 不存在"} | UNAUTHORIZED | permission
            {"success":0,"message":"账户余额不足,请充值"}     | QUOTA_EXHAUSTED | balance
            {"success":0,"message":"操作过于频繁"}          | BUSY            | busy
            {"success":0,"message":"系统繁忙，请稍后再试"}    | BUSY            | busy
            {"success":0,"message":"系统错误"}            | UNAVAILABLE     | internal
            {"success":0,"message":"数据库连接失败"}        | UNAVAILABLE     | internal
            {"success":false,"message":"批次已存在"}       | REFUSED         | exists
            {"success":0,"message":"批次名重复"}           | REFUSED         | exists
            {"success":0,"message":"批次已关闭"}           | REFUSED         | closed
            {"success":"0","message":"运单不存在"}         | REFUSED         | not-found
            {"success":0,"message":"邮编不能为空"}          | INVALID_REQUEST | message
            {"success":0}                               | INVALID_REQUEST | message
            {"success":0,"message":null}                | INVALID_REQUEST | message
            {"success":2}                               | MALFORMED       | no-success
            {"message":"ok"}                            | MALFORMED       | no-success
            {"success":1,"id":                          | MALFORMED       | not-json
            <html>maintenance</html>                    | MALFORMED       | not-json
            [1]                                         | MALFORMED       | not-json
            ''                                          | MALFORMED       | not-json
            """)
    void readsAFailureByTheWordsInIt(String body, CarrierError error, String code) {
        assertFails(OperationKind.OPEN_BATCH, "B-7", body, error, code);
    }

    @Test
    void readsTheWordsOfAFailureInGbk() {
        byte[] body = "{\"success\":0,\"message\":\"签名错误\"}".getBytes(Charset.forName("GBK"));

        assertThatExceptionOfType(CarrierException.class)
                .isThrownBy(() ->
                        Accounts.operation(OperationKind.WEIGH).read("A1", new HttpAnswer(200, "text/html", body)))
                .satisfies(e -> assertThat(e.code()).isEqualTo("signature"));
    }

    @ParameterizedTest
    @CsvSource({"500, UNAVAILABLE", "404, UNAVAILABLE", "401, UNAUTHORIZED", "403, UNAVAILABLE", "429, BUSY"})
    void readsNothingIntoTheBodyOfAnHttpFailure(int status, CarrierError error) {
        for (OperationKind<String, ?> kind : List.of(
                OperationKind.OPEN_BATCH, OperationKind.CLOSE_BATCH, OperationKind.WEIGH, OperationKind.RETURN_LABEL)) {
            assertThatExceptionOfType(CarrierException.class)
                    .isThrownBy(() -> Accounts.operation(kind)
                            .read("A1", new HttpAnswer(status, "", "{\"success\":1}".getBytes(Charset.forName("GBK")))))
                    .satisfies(e -> assertThat(e.error()).isEqualTo(error));
        }
    }

    private static <Q> void assertFails(
            OperationKind<Q, ?> kind, Q request, String body, CarrierError error, String code) {
        assertThatExceptionOfType(CarrierException.class)
                .isThrownBy(() -> Accounts.operation(kind).read(request, answer(body)))
                .satisfies(e -> assertThat(e.error()).isEqualTo(error))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }
}
