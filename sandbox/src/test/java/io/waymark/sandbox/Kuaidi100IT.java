package io.waymark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class Kuaidi100IT extends SandboxCase {

    private static final double A_SECOND_OR_SO = 150_000;
    private static final String REFUSAL = "{\"result\":false,\"returnCode\":\"500\"}";

    @Test
    void pushesTheWholeHistoryNewestFirstUntilTheParcelIsSigned() {
        assertThat(subscribe("yuantong", "YT1234567890", "s-1")).isEqualTo("200");
        start("kuaidi100", "yto", "YT1234567890", "delivered", A_SECOND_OR_SO);

        List<JsonObject> pushes = IntStream.rangeClosed(1, 7)
                .mapToObj(number -> verified(listener.next(), "s-1"))
                .toList();

        assertThat(pushes).extracting(push -> nodes(push).size()).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(pushes).extracting(push -> push.getString("status")).endsWith("polling", "polling", "shutdown");
        JsonObject last = pushes.get(6).getJsonObject("lastResult");
        assertThat(last.getString("state")).isEqualTo("301");
        assertThat(last.getString("com")).isEqualTo("yuantong");
        assertThat(last.getString("nu")).isEqualTo("YT1234567890");
        assertThat(last.getJsonArray("data"))
                .extracting(node -> ((JsonObject) node).getString("statusCode"))
                .containsExactly("301", "5", "0", "1001", "0", "103", "101");
        assertThat(last.getJsonArray("data"))
                .extracting(node -> ((JsonObject) node).getString("time"))
                .isSortedAccordingTo((a, b) -> b.toString().compareTo(a.toString()));
    }

    @Test
    void tellsALateSubscriberEverythingAtOnce() {
        JsonArray script = new JsonArray()
                .add(new JsonObject().put("code", "103").put("text", "已收件"))
                .add(new JsonObject().put("code", "5").put("text", "正在派件").put("after", 1));
        start("kuaidi100", "sto", "STO1234567890", script, 10_000);
        String passed = "";
        while (!passed.contains("\"passed\":2")) {
            passed = get("/sandbox/parcels").body();
        }
        start("kuaidi100", "sf", "SF1234567890", script, 10_000); // somebody else's: nothing is told of it
        subscribe("shentong", "STO1234567890", "s-1");

        JsonObject push = verified(listener.next(), "s-1");
        assertThat(nodes(push)).hasSize(2);
        assertThat(push.getString("status")).isEqualTo("polling");
    }

    @Test
    void repeatsAPushThatWasNotAcknowledged() {
        listener.answerNext(REFUSAL);
        listener.answerNext("oops");
        subscribe("yuantong", "YT1234567890", "s-1");
        start("kuaidi100", "yto", "YT1234567890", "delivered", 1_000_000);

        Map<String, String> first = listener.next().form();
        assertThat(listener.next().form()).isEqualTo(first);
        assertThat(listener.next().form()).isEqualTo(first);
        assertThat(nodes(verified(listener.next(), "s-1"))).hasSize(2);
    }

    @Test
    void givesUpAfterThreeRepeatsAndGoesOn() {
        for (int attempt = 1; attempt <= 4; attempt++) {
            listener.answerNext(REFUSAL);
        }
        subscribe("yuantong", "YT1234567890", "s-1");
        start("kuaidi100", "yto", "YT1234567890", "delivered", 1_000_000);

        for (int attempt = 1; attempt <= 4; attempt++) {
            assertThat(nodes(verified(listener.next(), "s-1"))).hasSize(1);
        }
        assertThat(nodes(verified(listener.next(), "s-1"))).hasSize(2);
    }

    @Test
    void abortsWhenNothingIsFound() {
        subscribe("yuantong", "YT1234567890", "s-1");
        start("kuaidi100", "yto", "YT1234567890", "abort", 1_000_000);

        JsonObject push = verified(listener.next(), "s-1");

        assertThat(push.getString("status")).isEqualTo("abort");
        assertThat(push.getString("message")).isEqualTo("3天查询无记录");
        assertThat(push.getJsonObject("lastResult").getString("state")).isEqualTo("0");
        assertThat(nodes(push)).isEmpty();
        assertThat(subscribe("yuantong", "YT1234567890", "s-1")).isEqualTo("200");
    }

    @Test
    void correctsTheCompany() {
        subscribe("yuantong", "YT1234567890", "s-1");
        start("kuaidi100", "yto", "YT1234567890", "corrected", A_SECOND_OR_SO);

        JsonObject abort = verified(listener.next(), "s-1");
        assertThat(abort.getString("status")).isEqualTo("abort");
        assertThat(List.of(abort.getString("autoCheck"), abort.getString("comOld"), abort.getString("comNew")))
                .containsExactly("0", "", "zhongtong");
        JsonObject polling = verified(listener.next(), "s-1");
        assertThat(polling.getString("status")).isEqualTo("polling");
        assertThat(List.of(polling.getString("autoCheck"), polling.getString("comOld"), polling.getString("comNew")))
                .containsExactly("1", "yuantong", "zhongtong");
        assertThat(polling.getJsonObject("lastResult").getString("com")).isEqualTo("zhongtong");
    }

    @Test
    void pushesToTheAccountsAddressWhenAsked() {
        post(
                "/sandbox/parcels",
                new JsonObject()
                        .put("provider", "kuaidi100")
                        .put("carrier", "zto")
                        .put("trackingNumber", "ZT1234567890")
                        .put("callback", "account")
                        .put("speed", 1_000_000));

        Listener.Received push = listener.next();

        assertThat(push.path()).isEqualTo("/callbacks/kuaidi100");
        assertThat(verified(push, SALT).getJsonObject("lastResult").getString("com"))
                .isEqualTo("zhongtong");
    }

    @ParameterizedTest
    @CsvSource({
        "quickstart-key, yuantong, YT1234567890, http://localhost:1/x, 200",
        "another-key, yuantong, YT1234567890, http://localhost:1/x, 600",
        "quickstart-key, YuanTong, YT1234567890, http://localhost:1/x, 700",
        "quickstart-key, '', YT1234567890, http://localhost:1/x, 700",
        "quickstart-key, yuantong, YT1, http://localhost:1/x, 701",
        "quickstart-key, yuantong, YT1234567890, localhost, 701",
        "quickstart-key, yuantong, YT1234567890, 'http://a b', 701",
    })
    void answersASubscriptionWithItsCode(String key, String company, String number, String url, String code) {
        JsonObject param = new JsonObject()
                .put("key", key)
                .put("company", company)
                .put("number", number)
                .put("parameters", new JsonObject().put("callbackurl", url));

        assertThat(poll("json", param.encode())).isEqualTo(code);
    }

    @Test
    void answersWhatItCannotReadWith500AndARepeatWith501() {
        assertThat(poll("xml", "{}")).isEqualTo("500");
        assertThat(poll("json", "{")).isEqualTo("500");
        assertThat(poll("json", "{\"parameters\":7}")).isEqualTo("500");
        assertThat(subscribe("yuantong", "YT1234567890", "s-1")).isEqualTo("200");
        assertThat(subscribe("yuantong", "yt1234567890", "s-2")).isEqualTo("501");
        assertThat(new JsonArray(
                        get("/sandbox/providers/kuaidi100/subscriptions").body()))
                .extracting(call -> ((JsonObject) call).getString("returnCode"))
                .containsExactly("200", "501");
    }

    @Test
    void failsAsOftenAsTold() {
        fault("kuaidi100", "http500", 1);

        assertThat(postForm("/kuaidi100/poll", Map.of("schema", "json")).statusCode())
                .isEqualTo(500);
        assertThat(subscribe("yuantong", "YT1234567890", "s-1")).isEqualTo("200");
    }

    @ParameterizedTest
    @CsvSource({"duplicate, 1, 1, 2", "reorder, 2, 1, 3", "drop, 2, 3, 4"})
    void misplacesPushesAsTold(String mode, int first, int second, int third) {
        fault("kuaidi100", mode, 1);
        subscribe("yuantong", "YT1234567890", "s-1");
        start("kuaidi100", "yto", "YT1234567890", "delivered", A_SECOND_OR_SO);

        assertThat(List.of(nextNodes().size(), nextNodes().size(), nextNodes().size()))
                .containsExactly(first, second, third);
    }

    @Test
    void signsWronglyAsToldAndThenRightly() {
        fault("kuaidi100", "bad-signature", 1);
        listener.answerNext(REFUSAL);
        subscribe("yuantong", "YT1234567890", "s-1");
        start("kuaidi100", "yto", "YT1234567890", "delivered", A_SECOND_OR_SO);

        Map<String, String> forged = listener.next().form();

        assertThat(forged.get("sign")).isNotEqualTo(sign(forged.get("param"), "s-1"));
        assertThat(listener.next().form().get("param")).isEqualTo(forged.get("param"));
        assertThat(nextNodes()).hasSize(2);
    }

    private JsonArray nextNodes() {
        return nodes(verified(listener.next(), "s-1"));
    }

    private String subscribe(String company, String number, String salt) {
        JsonObject parameters = new JsonObject()
                .put("callbackurl", listener.url() + "/callbacks/kuaidi100/some-id?s=1")
                .put("salt", salt)
                .put("resultv2", "4");
        JsonObject param = new JsonObject()
                .put("company", company)
                .put("number", number)
                .put("key", "quickstart-key")
                .put("parameters", parameters);
        return poll("json", param.encode());
    }

    private String poll(String schema, String param) {
        String answer = postForm("/kuaidi100/poll", Map.of("schema", schema, "param", param))
                .body();
        return new JsonObject(answer).getString("returnCode");
    }

    private static JsonObject verified(Listener.Received push, String salt) {
        assertThat(push.form().get("sign")).isEqualTo(sign(push.form().get("param"), salt));
        return push.json("param");
    }

    private static JsonArray nodes(JsonObject push) {
        return push.getJsonObject("lastResult").getJsonArray("data");
    }

    private static String sign(String param, String salt) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest((param + salt).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
