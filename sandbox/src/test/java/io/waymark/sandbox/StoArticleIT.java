package io.waymark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** STO's second dialect, with the sandbox's own account. */
class StoArticleIT extends SandboxCase {

    private static final String NUMBER = "773123456789";
    private static final String SECRET = "quickstart-sto-article-secret";

    private static final JsonObject PARTY = new JsonObject()
            .put("name", "张三 <b>")
            .put("mobile", "13800138000")
            .put("province", "浙江省")
            .put("city", "杭州市")
            .put("district", "滨江区")
            .put("address", "网商路699号");

    @Test
    void booksOnceForEachOrderAndBringsTheLabel() {
        JsonObject first = data(order("O-1", "1"));
        JsonObject again = data(order("O-1", "0"));

        assertThat(first.getString("tracking_number"))
                .matches("77\\d{13}")
                .isEqualTo(again.getString("tracking_number"));
        assertThat(first.getString("label_html"))
                .contains(first.getString("tracking_number"), "张三 &lt;b&gt;")
                .startsWith("<!DOCTYPE html>");
        assertThat(again.fieldNames()).doesNotContain("label_html");
    }

    @Test
    void takesAFormAsWell() {
        Map<String, String> form = new HashMap<>();
        signed(order("O-1", "0"))
                .forEach(field -> form.put(field.getKey(), field.getValue().toString()));

        assertThat(new JsonObject(postForm("/sto/router/rest", form).body()).getBoolean("success"))
                .isTrue();
    }

    @Test
    void tellsHistoriesInItsOwnCodes() {
        start("sto", "sto", NUMBER, "returned", 10_000_000);
        IntStream.range(0, 8).forEach(i -> listener.next());

        JsonArray traces =
                data(request("stc.trace.query").put("tracking_number", NUMBER)).getJsonArray("traces");

        assertThat(traces)
                .extracting(trace -> ((JsonObject) trace).getString("current_status"))
                .containsExactly(
                        "SIGNED", "ARRIVED", "RETURNED", "PROBLEM", "DELIVERING", "ARRIVED", "DEPARTED", "GOT");
        assertThat(data(request("stc.trace.query").put("tracking_number", "770"))
                        .getJsonArray("traces"))
                .isEmpty();
    }

    @Test
    void showsWhatItWasAsked() {
        data(request("stc.trace.query").put("tracking_number", "A1"));
        answer(request("stc.trace.query").put("tracking_number", "B2").put("sign", "wrong"));

        assertThat(new JsonArray(get("/sandbox/providers/sto/queries").body()))
                .extracting(query ->
                        ((JsonObject) query).getString("number") + " " + ((JsonObject) query).getString("code"))
                .containsExactly("A1 200", "B2 SIGN");
    }

    @Test
    void findsServicePointsOfAnArea() {
        assertThat(data(request("stc.outlet.query").put("province", "浙江").put("city", "杭州市"))
                        .getJsonArray("outlets"))
                .hasSize(3)
                .allSatisfy(outlet ->
                        assertThat(((JsonObject) outlet).getString("city")).isEqualTo("杭州市"));
        assertThat(data(request("stc.outlet.query").put("district", "朝阳区")).getJsonArray("outlets"))
                .hasSize(1);
    }

    @Test
    void saysWhatIsWrong() {
        JsonObject forged = signed(order("O-1", "1")).put("order_id", "O-2");

        assertThat(answer(forged).getString("code")).isEqualTo("SIGN");
        assertThat(answer(signed(order("O-1", "1").put("customer_id", "other"))).getString("code"))
                .isEqualTo("CUSTOMER");
        assertThat(answer(signed(request("stc.teleport"))).getString("code")).isEqualTo("METHOD");
        assertThat(answer(signed(order(" ", "1"))).getString("code")).isEqualTo("PARAMETER");
        assertThat(new JsonObject(postText("/sto/router/rest", "[").body()).getString("code"))
                .isEqualTo("PARAMETER");
        assertThat(new JsonArray(get("/sandbox/providers/sto/orders").body())).isEmpty();
    }

    @Test
    void callsBackInThisDialectWhenToldAndSignsEachAttemptAnew() {
        listener.answerNext("{\"success\":false}");
        JsonObject parcel = new JsonObject()
                .put("provider", "sto")
                .put("carrier", "sto")
                .put("trackingNumber", NUMBER)
                .put("dialect", "article")
                .put("speed", 1_000_000);
        assertThat(post("/sandbox/parcels", parcel).statusCode()).isEqualTo(201);

        List<JsonObject> told = IntStream.range(0, 3)
                .mapToObj(i -> listener.next().json(Listener.JSON))
                .toList();

        assertThat(told).extracting(one -> one.getString("current_status")).containsExactly("GOT", "GOT", "DEPARTED");
        assertThat(told).allSatisfy(one -> {
            assertThat(one.getString("event")).isEqualTo("TRACE_UPDATE");
            assertThat(one.getString("tracking_number")).isEqualTo(NUMBER);
            assertThat(one.getString("timestamp")).matches("\\d{14}");
            assertThat(one.getString("signature")).isEqualTo(sign(one));
        });
    }

    @Test
    void onlyStoHasThisDialect() {
        JsonObject parcel = new JsonObject()
                .put("provider", "kuaidi100")
                .put("carrier", "yto")
                .put("trackingNumber", "YT1")
                .put("dialect", "article");

        assertThat(post("/sandbox/parcels", parcel).body()).contains("dialect");
    }

    private static JsonObject order(String orderId, String label) {
        return request("stc.order.waybill.apply")
                .put("order_id", orderId)
                .put("sender", PARTY.copy())
                .put("receiver", PARTY.copy())
                .put("need_tracking_info", label);
    }

    private static JsonObject request(String method) {
        return new JsonObject()
                .put("method", method)
                .put("customer_id", "quickstart-sto-customer")
                .put("timestamp", "20230630120000");
    }

    private JsonObject data(JsonObject request) {
        JsonObject answer = answer(signed(request));
        assertThat(answer.getBoolean("success")).as(answer.encode()).isTrue();
        return answer.getJsonObject("data");
    }

    private JsonObject answer(JsonObject message) {
        return new JsonObject(post("/sto/router/rest", message).body());
    }

    private static JsonObject signed(JsonObject request) {
        return request.put("sign", sign(request));
    }

    private static String sign(JsonObject message) {
        StringBuilder text = new StringBuilder(SECRET);
        new TreeMap<>(message.getMap()).forEach((name, value) -> {
            if (!name.equals("sign") && !name.equals("signature")) {
                text.append(name)
                        .append(quoted(value instanceof JsonObject nested ? nested.encode() : value.toString()));
            }
        });
        try {
            byte[] digest = MessageDigest.getInstance("MD5")
                    .digest(text.append(SECRET).toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String quoted(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
