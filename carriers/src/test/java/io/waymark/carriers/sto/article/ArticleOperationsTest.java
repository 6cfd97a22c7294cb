package io.waymark.carriers.sto.article;

import static io.waymark.carriers.sto.StoAccounts.ARTICLE;
import static io.waymark.carriers.sto.StoAccounts.answer;
import static io.waymark.carriers.sto.StoAccounts.form;
import static io.waymark.carriers.sto.StoAccounts.order;
import static io.waymark.carriers.sto.StoAccounts.settings;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.waymark.carriers.Area;
import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.InvalidFieldException;
import io.waymark.carriers.Label;
import io.waymark.carriers.Operation;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.Outlet;
import io.waymark.carriers.TrackingAnswer;
import io.waymark.carriers.TrackingQuery;
import io.waymark.carriers.Waybill;
import io.waymark.carriers.WaybillOrder;
import io.waymark.carriers.WaybillOrder.Payer;
import io.waymark.contract.Evidence;
import io.waymark.protocol.HttpCall;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArticleOperationsTest {

    private static final Instant NOW = Instant.parse("2023-06-30T04:00:00Z");
    private static final WaybillOrder ORDER = order(Payer.SENDER, Map.of());
    private static final TrackingQuery QUERY = new TrackingQuery("sto", "773123456789", null, null, null);

    private static final String SENDER = "{\"name\":\"张三\",\"mobile\":\"13800138000\",\"province\":\"浙江省\","
            + "\"city\":\"杭州市\",\"district\":\"滨江区\",\"address\":\"网商路699号\"}";

    @Test
    void booksWithTheFieldsOfTheArticle() {
        HttpCall call = operation(OperationKind.BOOK).ask(ORDER, NOW);

        assertThat(call.url()).isEqualTo("http://localhost/article/router/rest");
        assertThat(new String(call.body(), UTF_8))
                .startsWith("{\"method\":\"stc.order.waybill.apply\",\"customer_id\":\"STOtest001\","
                        + "\"timestamp\":\"20230630120000\",\"order_id\":\"ORD202306300001\",\"sender\":" + SENDER)
                .contains(
                        "\"cargo\":{\"name\":\"手机配件\",\"weight\":\"0.5\",\"volume\":\"\",\"count\":\"1\"},"
                                + "\"service_type\":\"标准快递\",\"pay_type\":\"SHIPPER\",\"need_tracking_info\":\"1\",\"sign\":\"");
    }

    @Test
    void saysTheSameInAForm() {
        Map<String, String> form =
                form(operation(OperationKind.BOOK, Map.of("article-format", "form", "article-signing", "query-string"))
                        .ask(order(Payer.RECEIVER, Map.of()), NOW));

        assertThat(form).containsEntry("pay_type", "CONSIGNEE").containsEntry("sender", SENDER);
        assertThat(ArticleSignature.QUERY_STRING.sign(form, "YourSecretKey123456"))
                .isEqualTo(form.get("sign"));
    }

    @Test
    void signsWhatItSends() {
        ArticleMessage sent = ArticleMessage.of(
                new String(operation(OperationKind.BOOK).ask(ORDER, NOW).body(), UTF_8));

        assertThat(sent.fields()).containsEntry("sender", SENDER);
        assertThat(ArticleSignature.CONCATENATED.matches(
                        sent.fields(), "YourSecretKey123456", sent.fields().get("sign")))
                .isTrue();
    }

    @Test
    void hasNoOptions() {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> operation(OperationKind.BOOK).ask(order(Payer.SENDER, Map.of("codValue", "1")), NOW))
                .satisfies(e -> assertThat(e.field()).isEqualTo("options.codValue"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"success":true,"data":{"order_id":"ORD202306300001","tracking_number":"773","label_html":"<p>1</p>"}} | HTML
            {"success":"true","waybill_no":773,"html":"<p>1</p>"}                                                  | HTML
            {"code":"200","message":"ok","data":{"waybillNo":" 773 ","labelHtml":"<p>1</p>"}}                      | HTML
            {"success":1,"data":{"waybill_no":"773","label":"https://labels.example.com/1"}}                       | URL
            """)
    void readsNumberAndLabelUnderAnyOfTheirNames(String body, Label.Form form) {
        Waybill waybill = operation(OperationKind.BOOK).read(ORDER, answer(body));

        assertThat(waybill.trackingNumber()).isEqualTo("773");
        assertThat(waybill.label().map(Label::form)).contains(form);
        assertThat(waybill.label().toString()).doesNotContain("<p>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"success":false,"code":"E1","message":"签名错误"}            | UNAUTHORIZED    | E1
            {"success":"false","code":"E2","msg":"客户欠费，已冻结"}        | QUOTA_EXHAUSTED | E2
            {"success":false,"error_code":"E3","message":"调用过于频繁"}   | BUSY            | E3
            {"code":"E4","message":"receiver.mobile 不能为空"}           | INVALID_REQUEST | E4
            {"success":false,"code":"E5","message":"?"}                | UNKNOWN_CODE    | E5
            {"success":false}                                          | UNKNOWN_CODE    | ''
            {"message":"ok"}                                           | MALFORMED       | no-success
            {"success":true,"data":{}}                                 | MALFORMED       | no-waybill-number
            {"success":true,"data":{"order_id":"X","waybill_no":"1"}}  | MALFORMED       | another-order
            <html></html>                                              | MALFORMED       | not-json
            {"success":true,"data":{"wayb                              | MALFORMED       | not-json
            """)
    void readsWhatIsNoWaybill(String body, CarrierError error, String code) {
        assertThatExceptionOfType(CarrierException.class)
                .isThrownBy(() -> operation(OperationKind.BOOK).read(ORDER, answer(body)))
                .satisfies(e -> assertThat(e.error()).isEqualTo(error))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void asksForAHistoryWithItsOwnEvidence() {
        assertThat(new String(operation(OperationKind.QUERY).ask(QUERY, NOW).body(), UTF_8))
                .contains("\"method\":\"stc.trace.query\"", "\"tracking_number\":\"773123456789\"");

        TrackingAnswer told = operation(OperationKind.QUERY).read(QUERY, answer("{\"success\":true,\"data\":[]}"));

        assertThat(told.evidence()).isEqualTo(Evidence.ARTICLE);
    }

    @Test
    void aHistoryThatSaysNoIsNone() {
        assertThatExceptionOfType(CarrierException.class)
                .isThrownBy(() -> operation(OperationKind.QUERY)
                        .read(QUERY, answer("{\"success\":false,\"code\":\"E1\",\"message\":\"签名错误\"}")))
                .satisfies(e -> assertThat(e.error()).isEqualTo(CarrierError.UNAUTHORIZED));
    }

    @Test
    void findsOutletsOfAnArea() {
        Operation<Area, List<Outlet>> outlets =
                operation(OperationKind.FIND_OUTLETS, Map.of("article-outlets-method", "stc.site.query"));
        Area area = new Area("浙江省", "杭州市", "");

        assertThat(new String(outlets.ask(area, NOW).body(), UTF_8))
                .contains("\"method\":\"stc.site.query\"", "\"province\":\"浙江省\",\"city\":\"杭州市\",\"sign\"");
        assertThat(
                        outlets.read(
                                area,
                                answer(
                                        """
                                {"success":true,"data":{"outlets":[{"code":571001,"name":"杭州滨江公司","province":"浙江省","city":"杭州市",
                                "district":"滨江区","address":"网商路1号","tel":"0571-00000000"},{"site_code":"2","site_name":"B"}]}}""")))
                .containsExactly(
                        new Outlet("571001", "杭州滨江公司", "浙江省", "杭州市", "滨江区", "网商路1号", "0571-00000000"),
                        new Outlet("2", "B", "", "", "", "", ""));
        assertThat(outlets.read(area, answer("{\"success\":true,\"data\":{}}"))).isEmpty();
    }

    private static <Q, A> Operation<Q, A> operation(OperationKind<Q, A> kind) {
        return operation(kind, Map.of());
    }

    private static <Q, A> Operation<Q, A> operation(OperationKind<Q, A> kind, Map<String, String> otherwise) {
        return StoArticle.operations(settings(ARTICLE, otherwise)).find(kind).orElseThrow();
    }
}
