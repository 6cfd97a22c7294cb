package io.waymark.carriers.sto;

import static io.waymark.carriers.sto.StoAccounts.BOOKING;
import static io.waymark.carriers.sto.StoAccounts.LINK;
import static io.waymark.carriers.sto.StoAccounts.RECEIVER;
import static io.waymark.carriers.sto.StoAccounts.SENDER;
import static io.waymark.carriers.sto.StoAccounts.answer;
import static io.waymark.carriers.sto.StoAccounts.content;
import static io.waymark.carriers.sto.StoAccounts.form;
import static io.waymark.carriers.sto.StoAccounts.order;
import static io.waymark.carriers.sto.StoAccounts.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.InvalidFieldException;
import io.waymark.carriers.Waybill;
import io.waymark.carriers.WaybillOrder;
import io.waymark.carriers.WaybillOrder.Cargo;
import io.waymark.carriers.WaybillOrder.Line;
import io.waymark.carriers.WaybillOrder.Party;
import io.waymark.carriers.WaybillOrder.Payer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoBookingTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final WaybillOrder ORDER = order(Payer.SENDER, Map.of());

    private final StoBooking booking = new StoBooking(settings(LINK, BOOKING));

    @Test
    void asksTheOrderServiceInItsOwnWords() {
        Map<String, String> form = form(booking.ask(ORDER, NOW));

        assertThat(form)
                .containsEntry("api_name", "OMS_EXPRESS_ORDER_CREATE")
                .containsEntry("to_appkey", "sto_oms")
                .containsEntry("data_digest", StoSignature.of(form.get("content"), "TESTSTOSECRET0001"));
        assertThat(form.get("content"))
                .isEqualTo(
                        """
                        {"orderNo":"ORD202306300001","orderSource":"WAYMARK","billType":"00","orderType":"01",\
                        "createChannel":"01","regionType":"01","expressDirection":"01",\
                        "sender":{"name":"张三","mobile":"13800138000","province":"浙江省","city":"杭州市","area":"滨江区",\
                        "address":"网商路699号","postCode":"310052"},\
                        "receiver":{"name":"李四","tel":"0755-88880000","province":"广东省","city":"深圳市","area":"南山区",\
                        "address":"科技中一路"},\
                        "cargo":{"battery":"10","goodsType":"小件","goodsName":"手机配件","goodsCount":1,"weight":0.5},\
                        "customer":{"siteCode":"666666","customerName":"666666000001","sitePwd":"abc123"},\
                        "serviceTypeList":["TRACE_PUSH"]}""");
    }

    @Test
    void writesServicesAsObjectsAndTheMonthlyAccountWhereTheyAreConfigured() {
        JsonNode content =
                content(new StoBooking(settings(LINK, BOOKING, Map.of("service-form", "objects", "month-code", "M1")))
                        .ask(ORDER, NOW));

        assertThat(content.path("serviceTypeList")).hasToString("[{\"listItem\":\"TRACE_PUSH\"}]");
        assertThat(content.path("customer").path("monthCustomerCode").asText()).isEqualTo("M1");
    }

    @ParameterizedTest
    @CsvSource({
        "SENDER,   productType, 01, 00",
        "SENDER,   codValue, 12.50, 01",
        "RECEIVER, freightCollectValue, 8, 02",
        "SENDER,   internationalProductType, 03, 03",
        "SENDER,   productType, 03, 04"
    })
    void choosesTheKindOfBill(Payer payer, String option, String value, String billType) {
        assertThat(content(booking.ask(order(payer, Map.of(option, value)), NOW))
                        .path("billType")
                        .asText())
                .isEqualTo(billType);
    }

    @Test
    void putsEveryOptionInItsPlace() {
        JsonNode content = content(booking.ask(
                order(
                        Payer.SENDER,
                        Map.ofEntries(
                                Map.entry("goodsType", "文件"),
                                Map.entry("battery", "30"),
                                Map.entry("spaceX", "10"),
                                Map.entry("codValue", "99.90"),
                                Map.entry("insuredValue", "100.00"),
                                Map.entry("goodsValue", "200"),
                                Map.entry("timelessType", "01"),
                                Map.entry("remark", "轻放"),
                                Map.entry("safeNo", "95013"),
                                Map.entry("takeUserCode", "571001001"))),
                NOW));

        assertThat(content.at("/cargo/goodsType").asText()).isEqualTo("文件");
        assertThat(content.at("/cargo/battery").asText()).isEqualTo("30");
        assertThat(content.at("/cargo/spaceX").asText()).isEqualTo("10");
        assertThat(content.at("/codValue").asText()).isEqualTo("99.90");
        assertThat(content.at("/insuredAnnex")).hasToString("{\"insuredValue\":\"100.00\",\"goodsValue\":\"200\"}");
        assertThat(content.at("/timelessType").asText()).isEqualTo("01");
        assertThat(content.at("/remark").asText()).isEqualTo("轻放");
        assertThat(content.at("/receiver/safeNo").asText()).isEqualTo("95013");
        assertThat(content.at("/assignAnnex")).hasToString("{\"takeUserCode\":\"571001001\"}");
    }

    @Test
    void declaresTheGoodsOfAnInternationalOrder() {
        WaybillOrder abroad = new WaybillOrder(
                "O-1",
                SENDER,
                RECEIVER,
                new Cargo("食品", null, null, 2),
                List.of(new Line("奶粉", new BigDecimal("2E+1"), new BigDecimal("13.50"), "AUD")),
                "标准快递",
                Payer.SENDER,
                false,
                Map.of("internationalProductType", "03", "customsDeclaration", "true", "senderCountry", "AU"));

        assertThat(form(booking.ask(abroad, NOW)).get("content"))
                .contains(
                        "\"cargoItemList\":[{\"serialNumber\":\"1\",\"name\":\"奶粉\",\"qty\":20,"
                                + "\"unitPrice\":13.50,\"amount\":270.0,\"currency\":\"AUD\"}]",
                        "\"internationalAnnex\":{\"internationalProductType\":\"03\",\"senderCountry\":\"AU\","
                                + "\"customsDeclaration\":true}");
    }

    @ParameterizedTest
    @CsvSource({
        "SENDER,   goodsType, 巨件, options.goodsType",
        "SENDER,   codValue, 1.234, options.codValue",
        "SENDER,   branch, A, options.branch",
        "RECEIVER, codValue, 1, options.codValue",
        "RECEIVER, goodsType, 小件, options.freightCollectValue"
    })
    void refusesOptionsThatStoWouldRefuse(Payer payer, String option, String value, String field) {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> booking.ask(order(payer, Map.of(option, value)), NOW))
                .satisfies(e -> assertThat(e.field()).isEqualTo(field))
                .satisfies(e -> assertThat(e).hasMessageNotContaining("1.234"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "phone", "province", "city", "district", "address"})
    void asksForEveryPartOfAnAddress(String part) {
        Party missing = new Party(
                part.equals("name") ? "" : "李四",
                part.equals("phone") ? " " : "13800138001",
                "",
                part.equals("province") ? "" : "广东省",
                part.equals("city") ? "" : "深圳市",
                part.equals("district") ? "" : "南山区",
                part.equals("address") ? "" : "科技中一路",
                "");
        WaybillOrder order =
                new WaybillOrder("O-1", SENDER, missing, ORDER.cargo(), List.of(), null, Payer.SENDER, false, Map.of());

        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> booking.ask(order, NOW))
                .satisfies(e -> assertThat(e.field()).isEqualTo("receiver." + part));
    }

    @Test
    void readsTheNumberAndWhatIsPrintedOnTheLabel() {
        Waybill waybill = booking.read(
                ORDER,
                answer(
                        """
                        {"success":"true","data":{"orderNo":"ORD202306300001","waybillNo":777031922725111,"bigWord":"571-01 001",
                        "packagePlace":"杭州集包","safeNo":"","newBlockCode":null}}"""));

        assertThat(waybill.trackingNumber()).isEqualTo("777031922725111");
        assertThat(waybill.label()).isEmpty();
        assertThat(waybill.details()).isEqualTo(Map.of("bigWord", "571-01 001", "packagePlace", "杭州集包"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"success":"false","errorCode":"008","errorMsg":"参数错误"}      | INVALID_REQUEST | 008
            {"success":"false","errorCode":"006"}                        | UNAUTHORIZED    | 006
            {"success":"false","errorCode":"S01","needRetry":"true"}     | UNAVAILABLE     | S01
            {"success":"false","errorCode":"S01"}                        | UNKNOWN_CODE    | S01
            {"success":"true","data":{"orderNo":"ORD202306300001"}}      | MALFORMED       | no-waybill-number
            {"success":"true"}                                           | MALFORMED       | no-waybill-number
            {"success":"true","data":{"orderNo":"X","waybillNo":"77"}}   | MALFORMED       | another-order
            <html>                                                       | MALFORMED       | no-success
            """)
    void readsWhatIsNoWaybill(String body, CarrierError error, String code) {
        assertThatExceptionOfType(CarrierException.class)
                .isThrownBy(() -> booking.read(ORDER, answer(body)))
                .satisfies(e -> assertThat(e.error()).isEqualTo(error))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void tellsNobodyThePassword() {
        assertThat(StoOrder.Customer.of(settings(LINK, BOOKING))).hasToString("Customer[666666]");
        assertThat(new StoOrder(ORDER, StoOrder.Customer.of(settings(LINK, BOOKING))).toString())
                .doesNotContain("abc123", "张三", "13800138000");
    }
}
