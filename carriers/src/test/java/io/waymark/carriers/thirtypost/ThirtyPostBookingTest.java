package io.waymark.carriers.thirtypost;

import static io.waymark.carriers.thirtypost.Accounts.NOW;
import static io.waymark.carriers.thirtypost.Accounts.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.carriers.InvalidFieldException;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.WaybillOrder;
import io.waymark.carriers.WaybillOrder.Cargo;
import io.waymark.carriers.WaybillOrder.Line;
import io.waymark.carriers.WaybillOrder.Party;
import io.waymark.carriers.WaybillOrder.Payer;
import io.waymark.protocol.HttpCall;
import io.waymark.protocol.JsonText;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThirtyPostBookingTest {

    private static final Party SENDER =
            new Party("Wang", "0400000000", "w@example.com", "NSW", "Sydney", "Ultimo", "1 Test St", "2007");

    private static final Party RECEIVER = new Party("李四", "13800000000", "", "辽宁", "大连", "中山区", "人民路1号", "116001");

    private static final Map<String, String> OPTIONS =
            Map.of("branch", "sydney", "business", "中邮小包", "agency", "悉尼代理店");

    private static WaybillOrder order(Party sender, Party receiver, Cargo cargo, Map<String, String> options) {
        return new WaybillOrder("ORD1", sender, receiver, cargo, List.of(), null, Payer.SENDER, false, options);
    }

    private static WaybillOrder order(Map<String, String> options) {
        return order(SENDER, RECEIVER, cargo("2.50"), options);
    }

    private static Cargo cargo(@Nullable String weight) {
        return new Cargo("奶粉", weight == null ? null : new BigDecimal(weight), null, 2);
    }

    private static Map<String, String> with(String option, String value) {
        Map<String, String> more = new HashMap<>(OPTIONS);
        more.put(option, value);
        return more;
    }

    private static JsonNode bill(WaybillOrder order) {
        return bill(order, Map.of());
    }

    private static JsonNode bill(WaybillOrder order, Map<String, String> settings) {
        HttpCall call = Accounts.operation(OperationKind.BOOK, settings).ask(order, NOW);
        return JsonText.object(Accounts.form(call).get("data"));
    }

    private static void assertRefused(WaybillOrder order, Map<String, String> settings, String field) {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> bill(order, settings))
                .satisfies(e -> assertThat(e.field()).isEqualTo(field));
    }

    @Test
    void writesEveryFieldAsTheCarrierSpellsIt() {
        Map<String, String> options = new HashMap<>(OPTIONS);
        options.putAll(Map.of("insured", "true", "unitPrice", "9.9", "packages", "3", "tariff", "1.25"));
        options.putAll(Map.of("insurance", "5", "delivery", "collect", "boxes", "4"));
        options.putAll(Map.of("length", "30", "width", "20", "height", "15"));
        WaybillOrder order = new WaybillOrder(
                "ORD1",
                SENDER,
                RECEIVER,
                cargo("2.50"),
                List.of(
                        new Line("奶粉", new BigDecimal("2"), new BigDecimal("13.5"), "AUD"),
                        new Line("vitamins", new BigDecimal("1.5"), null, "")),
                null,
                Payer.SENDER,
                false,
                options);

        HttpCall call = Accounts.operation(OperationKind.BOOK).ask(order, NOW);

        assertThat(call.url()).isEqualTo("http://carrier.test/api/bill/createbill");
        assertThat(JsonText.object(Accounts.form(call).get("data")))
                .isEqualTo(
                        JsonText.object(
                                """
                        {"express_no":"ORD1",
                         "orders":[{"name":"奶粉","amount":2,"unit":"AUD","price":13.5},{"name":"vitamins","amount":1.5}],
                         "no":"A","member_is_need_safe":1,"business_id":1,"agency":"悉尼代理店",
                         "sender":"Wang","send_city":"SydneyUltimo","sender_address":"NSW Sydney Ultimo 1 Test St",
                         "sender_post_code":"2007","sender_email":"w@example.com","telphone":"0400000000",
                         "sheng":"辽宁","shi":"大连","address":"中山区人民路1号","mobile":"13800000000","post_code":"116001",
                         "items":2,"to_name":"李四","boxs":4,"weight":2.50,"unitprice":9.9,"package":"3",
                         "tariff":1.25,"safety":5,"sendMethod":2,
                         "packageLengh":30,"packageHeight":15,"packageWidth":20}"""));
    }

    @Test
    void numbersABillLikeEveryTrackingNumberInUpperCase() {
        WaybillOrder order = new WaybillOrder(
                " ord-1b ", SENDER, RECEIVER, cargo("1"), List.of(), null, Payer.SENDER, false, OPTIONS);

        assertThat(bill(order).path("express_no").asText()).isEqualTo("ORD-1B");
        assertThat(Accounts.operation(OperationKind.BOOK)
                        .read(order, answer("{\"success\":1}"))
                        .trackingNumber())
                .isEqualTo("ORD-1B");
    }

    @Test
    void takesTheUsualWhereTheOrderDoesNotSay() {
        JsonNode bill = bill(order(OPTIONS));

        assertThat(bill.path("orders").toString()).isEqualTo("[{\"name\":\"奶粉\",\"amount\":2}]");
        assertThat(bill.path("member_is_need_safe").asInt()).isZero();
        assertThat(bill.path("boxs").asInt()).isEqualTo(2);
        assertThat(bill.path("package").asText()).isEqualTo("2");
        assertThat(List.of("unitprice", "tariff", "safety"))
                .allSatisfy(field -> assertThat(bill.path(field).decimalValue()).isZero());
        assertThat(bill.has("sendMethod")).isFalse();
        assertThat(bill.has("packageLengh")).isFalse();
    }

    @Test
    void takesTheConfiguredBranchBusinessAndAgencyForOrdersThatNameNone() {
        JsonNode bill = bill(order(Map.of()), Map.of("branch", "canberra", "business", "2", "agency", "堪培拉代理店"));

        assertThat(bill.path("no").asText()).isEqualTo("K");
        assertThat(bill.path("business_id").asInt()).isEqualTo(2);
        assertThat(bill.path("agency").asText()).isEqualTo("堪培拉代理店");
    }

    @ParameterizedTest
    @CsvSource({
        "sydney, A",
        "SYDNEY, A",
        "4, A",
        "a, A",
        "melbourne, Y",
        "10, Y",
        "canberra, K",
        "9, K",
        "adelaide, S",
        "7, S"
    })
    void knowsTheBranchesByNameNumberAndLetter(String branch, String letter) {
        assertThat(bill(order(with("branch", branch))).path("no").asText()).isEqualTo(letter);
    }

    @ParameterizedTest
    @CsvSource({
        "中邮小包, 1",
        "澳洲韵达, 2",
        "邮政ECI, 3",
        "30.3特惠, 4",
        "post_parcel, 1",
        "YUNDA_AUSTRALIA, 2",
        "post_eci, 3",
        "special, 4",
        "3, 3",
        "17, 17"
    })
    void knowsTheBusinessTypesByNameAndNumberAndLetsOtherNumbersPass(String business, int id) {
        assertThat(bill(order(with("business", business))).path("business_id").asInt())
                .isEqualTo(id);
    }

    @Test
    void takesTheServiceForTheBusinessTypeWhereNoOptionNamesIt() {
        WaybillOrder order = new WaybillOrder(
                "ORD1",
                SENDER,
                RECEIVER,
                cargo("1"),
                List.of(),
                "邮政ECI",
                Payer.SENDER,
                false,
                Map.of("branch", "A", "agency", "x"));

        assertThat(bill(order).path("business_id").asInt()).isEqualTo(3);
        assertThat(bill(order, Map.of("business", "1")).path("business_id").asInt())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "branch, ''",
        "branch, perth",
        "business, ''",
        "business, teleport",
        "business, 0",
        "business, 退回货物",
        "business, intercity",
        "agency, ' '",
        "insured, perhaps",
        "unitPrice, 1e9",
        "unitPrice, -1",
        "packages, 0",
        "boxes, 1.5",
        "tariff, much",
        "insurance, '1,5'",
        "delivery, drone",
        "length, 0",
        "width, x",
        "height, -1"
    })
    void namesTheOptionThatIsNotRight(String option, String value) {
        assertRefused(order(with(option, value)), Map.of(), "options." + option);
    }

    @Test
    void refusesAnOptionThatNobodyReads() {
        assertRefused(order(with("brunch", "A")), Map.of(), "options");
    }

    @ParameterizedTest
    @CsvSource({"name", "phone", "email", "address", "postCode"})
    void namesWhatTheSenderLacks(String field) {
        assertRefused(order(without(SENDER, field), RECEIVER, cargo("1"), OPTIONS), Map.of(), "sender." + field);
    }

    @ParameterizedTest
    @CsvSource({"name", "phone", "province", "city", "address", "postCode"})
    void namesWhatTheReceiverLacks(String field) {
        assertRefused(order(SENDER, without(RECEIVER, field), cargo("1"), OPTIONS), Map.of(), "receiver." + field);
    }

    private static Party without(Party party, String field) {
        return new Party(
                field.equals("name") ? "" : party.name(),
                field.equals("phone") ? " " : party.phone(),
                field.equals("email") ? "" : party.email(),
                field.equals("province") ? "" : party.province(),
                field.equals("city") ? "" : party.city(),
                field.equals("district") ? "" : party.district(),
                field.equals("address") ? "" : party.address(),
                field.equals("postCode") ? "" : party.postCode());
    }

    @Test
    void needsAWeightAndAPayingSender() {
        assertRefused(order(SENDER, RECEIVER, cargo(null), OPTIONS), Map.of(), "cargo.weight");
        assertRefused(order(SENDER, RECEIVER, cargo("0"), OPTIONS), Map.of(), "cargo.weight");
        assertRefused(
                new WaybillOrder("ORD1", SENDER, RECEIVER, cargo("1"), List.of(), null, Payer.RECEIVER, false, OPTIONS),
                Map.of(),
                "payer");
        assertRefused(
                new WaybillOrder(" ", SENDER, RECEIVER, cargo("1"), List.of(), null, Payer.SENDER, false, OPTIONS),
                Map.of(),
                "orderId");
    }

    @Test
    void needsTheSendersCityForReturnedGoodsOnceTheirNumberIsKnown() {
        Map<String, String> known = Map.of("returned-goods-id", "8");
        Party cityless = without(without(SENDER, "city"), "district");

        assertThat(bill(order(with("business", "退回货物")), known)
                        .path("business_id")
                        .asInt())
                .isEqualTo(8);
        assertRefused(order(cityless, RECEIVER, cargo("1"), with("business", "8")), known, "sender.city");
        assertThat(bill(order(cityless, RECEIVER, cargo("1"), OPTIONS)).has("send_city"))
                .isFalse();
    }

    @Test
    void needsTheDeliveryForIntercityParcelsOnceTheirNumberIsKnown() {
        Map<String, String> known = Map.of("intercity-id", "9");
        Map<String, String> delivered = with("business", "intercity");
        delivered.put("delivery", "deliver");

        assertThat(bill(order(delivered), known).path("sendMethod").asInt()).isEqualTo(1);
        assertRefused(order(with("business", "同城洲际")), known, "options.delivery");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"success":1}                                           | ORD1
            {"success":"1","message":""}                            | ORD1
            {"success":true,"express_no":"A8000194846E"}            | A8000194846E
            {"success":1,"expressNo":" A8000194846E "}              | A8000194846E
            {"success":1,"express_no":8000194846}                   | 8000194846
            {"success":1,"Expressno":"A1","id":"77"}                | A1
            {"success":1,"id":"77"}                                 | ORD1
            {"success":1,"data":{"express_no":"A2"}}                | A2
            {"success":1,"value":{"expressionNo":"A3"}}             | A3
            {"success":0,"message":"运单号已存在"}                       | ORD1
            """)
    void readsTheNumberOrKeepsOurs(String body, String number) {
        assertThat(Accounts.operation(OperationKind.BOOK)
                        .read(order(OPTIONS), answer(body))
                        .trackingNumber())
                .isEqualTo(number);
    }
}
