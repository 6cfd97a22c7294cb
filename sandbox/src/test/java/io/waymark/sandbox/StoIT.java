package io.waymark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoIT extends SandboxCase {

    private static final String NUMBER = "773123456789";

    @Test
    void pushesEachScanByItself() {
        start("sto", "sto", NUMBER, "delivered", 150_000);

        List<JsonObject> scans =
                IntStream.rangeClosed(1, 6).mapToObj(number -> nextScan()).toList();

        assertThat(scans)
                .extracting(scan -> scan.getString("scanType"))
                .containsExactly("收件", "发件", "到件", "到件", "派件", "签收");
        assertThat(scans).extracting(scan -> scan.getString("outBizCode")).doesNotHaveDuplicates();
        assertThat(scans.get(5).getString("signoffPeople")).isEqualTo("本人");
    }

    @Test
    void pushesTheSameScanAgainUntilItIsAcknowledged() {
        listener.answerNext("{\"success\":false,\"errorCode\":\"SIGNATURE\"}");
        start("sto", "sto", NUMBER, "returned", 1_000_000);

        assertThat(nextScan()).isEqualTo(nextScan());
        assertThat(nextScan().getString("scanType")).isEqualTo("发件");
    }

    @Test
    void overtakesItselfWhenTold() {
        fault("sto", "reorder", 1);
        start("sto", "sto", NUMBER, "delivered", 300_000);

        assertThat(List.of(nextScan(), nextScan(), nextScan()))
                .extracting(scan -> scan.getString("scanType"))
                .containsExactly("发件", "收件", "到件");
    }

    @Test
    void takesSubscriptionsWithARightDigest() {
        String content = "{\"subscribeInfoList\":[{\"waybillNo\":\"" + NUMBER + "\"},{\"waybillNo\":\"\"}]}";

        JsonObject answer = link(content, digest(content, STO_SECRET), "STO_TRACE_PLATFORM_SUBSCRIBE");

        assertThat(answer.getString("success")).isEqualTo("true");
        assertThat(answer.getJsonArray("data"))
                .extracting(one -> ((JsonObject) one).getString("status"))
                .containsExactly("true", "false");
    }

    @Test
    void refusesWhatIsNotSignedRightOrNotKnown() {
        String content = "{}";
        String right = digest(content, STO_SECRET);

        assertThat(link(content, digest(content, "wrong"), "STO_TRACE_PLATFORM_SUBSCRIBE")
                        .getString("errorCode"))
                .isEqualTo("007");
        assertThat(link(content, right, "STO_TELEPORT").getString("errorCode")).isEqualTo("006");
        assertThat(link("[", digest("[", STO_SECRET), "STO_TRACE_PLATFORM_SUBSCRIBE")
                        .getString("errorCode"))
                .isEqualTo("008");
        assertThat(linkTo(content, right, "STO_TRACE_PLATFORM_SUBSCRIBE", "elsewhere")
                        .getString("errorCode"))
                .isEqualTo("006");
        assertThat(new JsonArray(get("/sandbox/parcels").body())).isEmpty();
    }

    @Test
    void tellsTheWholeHistoryOfWhatMovesAndNothingOfWhatDoesNot() {
        start("sto", "sto", NUMBER, "delivered", 10_000_000);
        for (int i = 0; i < 6; i++) {
            nextScan();
        }

        JsonObject data = link(
                        "{\"order\":\"desc\",\"waybillNoList\":[\"" + NUMBER + "\",\"770\"]}", "STO_TRACE_QUERY_COMMON")
                .getJsonObject("data");

        assertThat(data.fieldNames()).containsExactly(NUMBER);
        assertThat(data.getJsonArray(NUMBER))
                .extracting(node -> ((JsonObject) node).getString("scanType"))
                .containsExactly("签收", "派件", "到件", "到件", "发件", "收件");
        assertThat(data.getJsonArray(NUMBER).getJsonObject(0).fieldNames())
                .contains("opOrgTypeCode")
                .doesNotContain("outBizCode", "opOrgType");
    }

    @Test
    void showsWhatItWasAskedNumberByNumber() {
        link("{\"order\":\"asc\",\"waybillNoList\":[\"A1\",\"B2\"]}", "STO_TRACE_QUERY_COMMON");
        link("{\"waybillNoList\":[\"C3\"]}", "wrong", "STO_TRACE_QUERY_COMMON");
        fault("sto", "http429", 1);
        assertThat(postForm(
                                "/sto/gateway/link.do",
                                Map.of("content", "{\"waybillNoList\":[\"D4\"]}", "api_name", "STO_TRACE_QUERY_COMMON"))
                        .statusCode())
                .isEqualTo(429);
        link(order("O-1"), "OMS_EXPRESS_ORDER_CREATE");

        assertThat(new JsonArray(get("/sandbox/providers/sto/queries").body()))
                .extracting(query -> ((JsonObject) query).getString("carrier") + " "
                        + ((JsonObject) query).getString("number") + " " + ((JsonObject) query).getString("code"))
                .containsExactly("sto A1 200", "sto B2 200", "sto C3 007", "sto D4 http-429");
    }

    @Test
    void showsWhichPushesWereLostAndWhichOfThemWasTheLast() {
        start("sto", "sto", NUMBER, "delivered", 1_000_000);
        nextScan();
        fault("sto", "drop", 1_000_000);

        JsonArray dropped = new JsonArray();
        while (dropped.isEmpty() || !dropped.getJsonObject(dropped.size() - 1).getBoolean("last")) {
            dropped = new JsonArray(get("/sandbox/providers/sto/dropped").body());
        }

        assertThat(dropped).allSatisfy(push -> assertThat(((JsonObject) push).getString("number"))
                .isEqualTo(NUMBER));
        JsonObject counts = new JsonObject(get("/sandbox/providers/sto/pushes").body());
        assertThat(counts.getInteger("dropped")).isEqualTo(dropped.size());
        assertThat(counts.getInteger("acknowledged")).isPositive();
    }

    @Test
    void givesAnOrderOneNumberHoweverOftenItIsSent() {
        JsonObject first = link(order("O-1"), "OMS_EXPRESS_ORDER_CREATE").getJsonObject("data");
        JsonObject again = link(order("O-1"), "OMS_EXPRESS_ORDER_CREATE").getJsonObject("data");
        JsonObject other = link(order("O-2"), "OMS_EXPRESS_ORDER_CREATE").getJsonObject("data");

        assertThat(first.getString("waybillNo")).matches("77\\d{13}");
        assertThat(again).isEqualTo(first);
        assertThat(other.getString("waybillNo")).isNotEqualTo(first.getString("waybillNo"));
        assertThat(new JsonArray(get("/sandbox/providers/sto/orders").body()))
                .extracting(one -> ((JsonObject) one).getInteger("asked"))
                .containsExactly(2, 1);
    }

    @Test
    void refusesAnOrderThatLacksSomething() {
        String order = order("O-1").replace("\"sitePwd\":\"p\"", "\"sitePwd\":\"\"");

        assertThat(link(order, "OMS_EXPRESS_ORDER_CREATE").getString("errorCode"))
                .isEqualTo("008");
    }

    @Test
    void withdrawsAnOrderUntilItsParcelMoves() {
        String number = link(order("O-1"), "OMS_EXPRESS_ORDER_CREATE")
                .getJsonObject("data")
                .getString("waybillNo");
        String cancellation = "{\"billCode\":\"" + number + "\",\"orderSource\":\"S\",\"orderType\":\"01\"}";

        assertThat(link(cancellation.replace("01", "02"), "EDI_MODIFY_ORDER_CANCEL")
                        .getString("errorCode"))
                .isEqualTo("008");
        assertThat(link(cancellation.replace(number, "770"), "EDI_MODIFY_ORDER_CANCEL")
                        .getString("errorCode"))
                .isEqualTo("005");
        assertThat(link(cancellation, "EDI_MODIFY_ORDER_CANCEL").getString("success"))
                .isEqualTo("true");
        assertThat(link(cancellation, "EDI_MODIFY_ORDER_CANCEL").getString("success"))
                .isEqualTo("true");
        assertThat(new JsonArray(get("/sandbox/providers/sto/orders").body())
                        .getJsonObject(0)
                        .getBoolean("cancelled"))
                .isTrue();
        start("sto", "sto", number, "delivered", 1);
        assertThat(link(cancellation, "EDI_MODIFY_ORDER_CANCEL").getString("errorCode"))
                .isEqualTo("005");
    }

    @Test
    void misbehavesWhenToldWhateverItIsAsked() {
        fault("sto", "http500", 1);
        assertThat(postForm("/sto/gateway/link.do", Map.of()).statusCode()).isEqualTo(500);
        put(
                "/sandbox/faults",
                new JsonObject()
                        .put("target", "sto")
                        .put("mode", "bad-signature")
                        .put("when", "called"));
        assertThat(link(order("O-1"), "OMS_EXPRESS_ORDER_CREATE").getString("errorCode"))
                .isEqualTo("007");
        assertThat(new JsonArray(get("/sandbox/providers/sto/orders").body())).isEmpty();
    }

    private JsonObject nextScan() {
        Listener.Received push = listener.next();
        assertThat(push.path()).isEqualTo("/callbacks/sto");
        assertThat(push.form().get("data_digest")).isEqualTo(digest(push.form().get("content"), STO_SECRET));
        assertThat(push.json("content").getString("waybillNo")).isEqualTo(NUMBER);
        return push.json("content").getJsonObject("trace");
    }

    private static String order(String orderNo) {
        String party = "{\"name\":\"张三\",\"mobile\":\"13800138000\",\"province\":\"浙江省\",\"city\":\"杭州市\","
                + "\"area\":\"滨江区\",\"address\":\"网商路699号\"}";
        return "{\"orderNo\":\"" + orderNo
                + "\",\"orderSource\":\"S\",\"billType\":\"00\",\"orderType\":\"01\",\"sender\":"
                + party + ",\"receiver\":" + party
                + ",\"cargo\":{\"battery\":\"10\",\"goodsType\":\"小件\",\"goodsName\":\"书\"},"
                + "\"customer\":{\"siteCode\":\"1\",\"customerName\":\"c\",\"sitePwd\":\"p\"}}";
    }

    private JsonObject link(String content, String api) {
        return link(content, digest(content, STO_SECRET), api);
    }

    private JsonObject link(String content, String digest, String api) {
        String to = Map.of(
                        "STO_TRACE_QUERY_COMMON", "sto_trace_query",
                        "OMS_EXPRESS_ORDER_CREATE", "sto_oms",
                        "EDI_MODIFY_ORDER_CANCEL", "edi_modify_order")
                .getOrDefault(api, "sto_trace_platform");
        return linkTo(content, digest, api, to);
    }

    private JsonObject linkTo(String content, String digest, String api, String to) {
        return new JsonObject(postForm(
                        "/sto/gateway/link.do",
                        Map.of("content", content, "data_digest", digest, "api_name", api, "to_appkey", to))
                .body());
    }

    private static String digest(String content, String secret) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5")
                            .digest((content + secret).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
