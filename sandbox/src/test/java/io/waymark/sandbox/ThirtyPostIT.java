package io.waymark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThirtyPostIT extends SandboxCase {

    /** The pair that the carrier publishes for tests. */
    private static final String ACCESS_KEY = "c2e2e01c-6c95-4146-99d6-815811755603";

    private static final String SECRET_KEY = "5fd68fbe-16a4-4851-bc56-3b1890a40a90";

    private static final String BILL =
            """
            {"express_no":"ORD1","orders":[{"name":"奶粉","amount":2,"unit":"AUD","price":9.5}],"no":"A",
             "member_is_need_safe":0,"business_id":1,"agency":"代理店","sender":"Wang","sender_address":"1 Test St",
             "sender_post_code":"2000","sender_email":"w@example.com","telphone":"0400000000","sheng":"辽宁","shi":"大连",
             "address":"人民路1号","mobile":"13800000000","post_code":"116001","items":1,"to_name":"李四","boxs":1,
             "weight":2.50,"unitprice":0,"package":"1","tariff":0,"safety":0}""";

    @Test
    void takesABillOnceUnderItsNumber() {
        assertThat(ask("createbill", BILL).getMap()).containsEntry("success", 1).containsEntry("express_no", "ORD1");
        assertThat(ask("createbill", BILL).getMap()).containsEntry("success", 1).containsEntry("express_no", "ORD1");
        assertThat(ask("createbill", new JsonObject(BILL).put("weight", 7.5).encode())
                        .getMap())
                .containsEntry("success", 0)
                .containsEntry("message", "运单号已存在");
        assertThat(ask("weight", "{\"express_no\":\"ORD1\"}").getMap())
                .containsEntry("success", 1)
                .containsEntry("weight", "2.5");
    }

    @Test
    void givesABillWithoutANumberOne() {
        JsonObject bill = new JsonObject(BILL).putNull("express_no");

        assertThat(ask("createbill", bill.encode()).getString("express_no"))
                .matches("A\\d{10}E")
                .isNotEqualTo(ask("createbill", bill.encode()).getString("express_no"));
    }

    @ParameterizedTest
    @CsvSource({
        "telphone, , telphone不能为空",
        "to_name, '\" \"', to_name格式错误",
        "boxs, '\"1\"', boxs格式错误",
        "weight, '\"1.5\"', weight格式错误",
        "package, 1, package格式错误",
        "no, '\"P\"', no格式错误",
        "sendMethod, 3, sendMethod格式错误",
        "packageLengh, '\"10\"', packageLengh格式错误",
        "orders, '[{\"name\":\"x\"}]', orders格式错误"
    })
    void namesTheFieldOfABillThatIsNotRight(String field, String value, String message) {
        JsonObject bill = new JsonObject(BILL);
        bill.remove(field);
        if (value != null) {
            bill.put(field, new JsonArray("[" + value + "]").getValue(0));
        }

        assertThat(ask("createbill", bill.encode()).getMap())
                .containsEntry("success", 0)
                .containsEntry("message", message);
    }

    @Test
    void opensAndClosesABatchOnce() {
        String batch = "{\"batch_name\":\"批次一\"}";

        assertThat(ask("closebatch", batch).getString("message")).isEqualTo("批次不存在");
        assertThat(ask("createbatch", batch).getMap())
                .containsEntry("success", 1)
                .containsEntry("id", "1");
        assertThat(ask("createbatch", batch).getString("message")).isEqualTo("批次已存在");
        assertThat(ask("closebatch", batch).getInteger("success")).isEqualTo(1);
        assertThat(ask("closebatch", batch).getString("message")).isEqualTo("批次已关闭");
    }

    @Test
    void printsAReturnLabel() {
        ask("createbill", BILL);

        String url = ask("ReturnsLabel", "{\"express_no\":\"ORD1\"}").getString("url");

        assertThat(url).startsWith(sandbox.url());
        assertThat(get(url.substring(sandbox.url().length())).body()).startsWith("<!DOCTYPE html>");
    }

    @ParameterizedTest
    @CsvSource({"weight, express_no, 运单不存在", "ReturnsLabel, express_no, 运单不存在", "express, expressNo, 单号不存在"})
    void doesNotKnowANumberThatNobodyBrought(String path, String field, String message) {
        JsonObject answer = ask(path, "{\"" + field + "\":\"X1\"}");

        assertThat(answer.getValue("success").toString()).isEqualTo("0");
        assertThat(answer.getString("message")).isEqualTo(message);
    }

    @Test
    void tellsNothingOfABillThatHasNotMoved() {
        ask("createbill", BILL);

        assertThat(ask("express", "{\"expressNo\":\"ORD1\"}"))
                .isEqualTo(new JsonObject(
                        "{\"success\":\"1\",\"base\":[],\"customs\":[],\"aireline\":[],\"cnExpress\":[]}"));
    }

    @ParameterizedTest
    @CsvSource({
        "delivered, 已签收，签收人：本人",
        "locker, 已从丰巢快递柜取出，已签收",
        "returned, 退回件已由寄件人签收",
        "exception, 已签收，签收人：本人",
        "customs, 已签收，签收人：本人"
    })
    void tellsAJourneyInFourSectionsOfFreeText(String journey, String last) {
        start("thirtypost", "thirtypost", "A8000194846E", journey, 10_000_000);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !entries(query(), "cnExpress").isEmpty()
                        && newest(query()).equals(last));

        JsonObject answer = query();

        assertThat(List.of("base", "customs", "aireline", "cnExpress"))
                .allSatisfy(section -> assertThat(entries(answer, section)).isNotEmpty());
        assertThat(answer.encode()).doesNotContain("\"code\"", "\"status\"", "\"state\"");
        assertThat(entries(answer, "aireline").getJsonObject(0).getMap())
                .containsKeys("expressionNo", "event", "address", "dateTime", "pcs", "wgt", "flight", "flightNo");
        assertThat(entries(answer, "base"))
                .extracting(entry -> ((JsonObject) entry).getString("dateTime"))
                .isSortedAccordingTo((one, other) -> other.toString().compareTo(one.toString()));
    }

    @Test
    void showsWhatItWasAsked() {
        query();
        ask("createbill", "{}");

        JsonArray queries =
                new JsonArray(get("/sandbox/providers/thirtypost/queries").body());
        assertThat(queries).hasSize(1);
        assertThat(queries.getJsonObject(0).getMap())
                .containsEntry("carrier", "thirtypost")
                .containsEntry("number", "A8000194846E")
                .containsEntry("code", "0");
    }

    @Test
    void tellsOfALostParcelNothingAfterItsCustoms() {
        start("thirtypost", "thirtypost", "A8000194846E", "lost", 10_000_000);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> !entries(query(), "customs").isEmpty());

        assertThat(entries(query(), "cnExpress")).isEmpty();
    }

    @Test
    void takesAListOfNodesInItsSectionsOnly() {
        JsonObject parcel = new JsonObject()
                .put("provider", "thirtypost")
                .put("carrier", "thirtypost")
                .put("trackingNumber", "A1")
                .put("speed", 1000);

        assertThat(post("/sandbox/parcels", parcel.copy().put("script", new JsonArray("[{\"code\":\"301\"}]")))
                        .statusCode())
                .isEqualTo(422);
        assertThat(post("/sandbox/parcels", parcel.copy().put("carrier", "sto")).statusCode())
                .isEqualTo(422);
        assertThat(post(
                                "/sandbox/parcels",
                                parcel.copy().put("script", new JsonArray("[{\"code\":\"base\",\"text\":\"已妥投\"}]")))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void refusesWhatIsNotSignedRight() {
        String data = "{\"batch_name\":\"B\"}";
        Map<String, String> form = form(data, inMinutes(5));

        assertThat(post(form, "data", data + " ")).isEqualTo("签名错误");
        assertThat(post(form, "sign", form.get("sign").replace('0', '1') + "0")).isEqualTo("签名错误");
        assertThat(post(form, "timer", inMinutes(6))).isEqualTo("签名错误");
        assertThat(post(form, "external_company", "somebody")).isEqualTo("external_company不存在");
        assertThat(post(form, "timer", form.get("timer"))).isEqualTo("");
    }

    @ParameterizedTest
    @CsvSource({"-2, timer已过期", "0, ''", "300, ''"})
    void takesASignatureUntilItsTimer(int minutes, String message) {
        assertThat(post(form("{\"batch_name\":\"B\"}", inMinutes(minutes)), "x", ""))
                .isEqualTo(message);
    }

    @Test
    void takesASignatureWithoutATimerAndNoneWithAnUnreadableOne() {
        assertThat(post(form("{\"batch_name\":\"B\"}", ""), "x", "")).isEqualTo("");
        assertThat(post(form("{\"batch_name\":\"C\"}", "soon"), "x", "")).isEqualTo("timer已过期");
    }

    @Test
    void saysThatItCannotReadData() {
        assertThat(ask("createbatch", "[").getString("message")).isEqualTo("data格式错误");
        assertThat(ask("createbill", "7").getString("message")).isEqualTo("data格式错误");
    }

    @Test
    void findsARightSignatureWrongWhenTold() {
        fault("thirtypost", "bad-signature", 1);

        assertThat(ask("createbatch", "{\"batch_name\":\"B\"}").getString("message"))
                .isEqualTo("签名错误");
        assertThat(ask("createbatch", "{\"batch_name\":\"B\"}").getInteger("success"))
                .isEqualTo(1);
    }

    private JsonObject query() {
        return ask("express", "{\"expressNo\":\"A8000194846E\"}");
    }

    private static String newest(JsonObject answer) {
        return entries(answer, "cnExpress").getJsonObject(0).getString("event").strip();
    }

    private static JsonArray entries(JsonObject answer, String section) {
        return answer.getValue(section) instanceof JsonObject filled
                ? filled.getJsonArray("value")
                : answer.getJsonArray(section);
    }

    private JsonObject ask(String path, String data) {
        HttpResponse<String> answer = postForm("/thirtypost/api/bill/" + path, form(data, inMinutes(5)));
        assertThat(answer.statusCode()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    /** The message of an answer to a form with one field changed. */
    private String post(Map<String, String> form, String field, String value) {
        Map<String, String> changed = new HashMap<>(form);
        changed.put(field, value);
        return new JsonObject(
                        postForm("/thirtypost/api/bill/createbatch", changed).body())
                .getString("message");
    }

    private static Map<String, String> form(String data, String timer) {
        Map<String, String> form = new HashMap<>();
        form.put("data", data);
        form.put("external_company", ACCESS_KEY);
        form.put("sign", sign(data, timer));
        if (!timer.isEmpty()) {
            form.put("timer", timer);
        }
        return form;
    }

    private static String inMinutes(int minutes) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                .format(LocalDateTime.now(ZoneId.of("Asia/Shanghai")).plusMinutes(minutes));
    }

    private static String sign(String data, String timer) {
        String text =
                "data{$$}" + data + "{$$$}external_company{$$}" + ACCESS_KEY + "{$$$}" + timer + "{$$$$}" + SECRET_KEY;
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
