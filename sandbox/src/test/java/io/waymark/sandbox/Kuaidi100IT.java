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

    @ParameterizedTest
    @CsvSource({
        "autoCom            , 2   , 701",
        "autoCom            , 1   , 701",
        "interCom           , 1   , 200",
        "interCom           , yes , 701",
        "departureCountry   , CN  , 200",
        "destinationCountry , cn  , 701",
        "destinationCom     , japanposten, 200",
        "departureCom       , EMS , 701",
        "phone              , 5678, 200",
        "phone              , 0755-26000000, 200",
        "phone              , 0755-26000000-801, 701",
        "resultv2           , 1   , 200",
        "resultv2           , 3   , 701",
        "resultv2           , 8   , 701",
    })
    void checksEveryParameterOfASubscription(String name, String value, String code) {
        JsonObject parameters =
                new JsonObject().put("callbackurl", "http://localhost:1/x").put(name.strip(), value);

        assertThat(poll("json", subscription("yuantong", "YT1234567890", parameters)))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"YT1234567890123, 200", "ZZ1234567890123, 702"})
    void findsOutWhoseANumberIs(String number, String code) {
        JsonObject parameters =
                new JsonObject().put("callbackurl", "http://localhost:1/x").put("autoCom", "1");

        assertThat(poll("json", subscription("", number, parameters))).isEqualTo(code);
    }

    @Test
    void showsWhatWasAskedWithoutPhoneAndSalt() {
        poll(
                "json",
                subscription(
                        "ems",
                        "EX000000000CN",
                        new JsonObject()
                                .put("callbackurl", "http://localhost:1/x")
                                .put("salt", "s-1")
                                .put("phone", "13800000000")
                                .put("interCom", "1")
                                .put("destinationCountry", "JP")
                                .put("destinationCom", "japanposten")));

        String calls = get("/sandbox/providers/kuaidi100/subscriptions").body();
        assertThat(new JsonArray(calls).getJsonObject(0).getMap())
                .containsEntry("interCom", "1")
                .containsEntry("destinationCountry", "JP")
                .containsEntry("destinationCom", "japanposten")
                .containsEntry("phone", true)
                .containsEntry("salted", true);
        assertThat(calls).doesNotContain("13800000000", "s-1");
    }

    @Test
    void followsAParcelBeyondTheBorder() {
        JsonObject parameters = new JsonObject()
                .put("callbackurl", listener.url() + "/x")
                .put("salt", "s-1")
                .put("resultv2", "4")
                .put("interCom", "1")
                .put("destinationCom", "japanposten");
        poll("json", subscription("ems", "EX000000000CN", parameters));
        start("kuaidi100", "ems", "EX000000000CN", "customs", A_SECOND_OR_SO);

        JsonObject last = new JsonObject();
        while (!"shutdown".equals(last.getString("status"))) {
            last = verified(listener.next(), "s-1");
        }

        assertThat(last.containsKey("comOld")).isFalse();
        assertThat(nodes(last)).hasSize(6);
        assertThat(last.getJsonObject("lastResult").getString("state")).isEqualTo("12");
        JsonObject beyond = last.getJsonObject("destResult");
        assertThat(beyond.getString("com")).isEqualTo("japanposten");
        assertThat(beyond.getString("state")).isEqualTo("301");
        assertThat(beyond.getJsonArray("data")).hasSize(3);
    }

    @Test
    void answersAQueryWithTheHistoryOfAParcelThatMoves() {
        finished("yto", "YT1234567890", "delivered");

        JsonObject newestFirst = new JsonObject(query(asked("yuantong", "yt1234567890")));
        JsonObject oldestFirst =
                new JsonObject(query(asked("yuantong", "YT1234567890").put("order", "asc")));

        assertThat(newestFirst.getString("status")).isEqualTo("200");
        assertThat(newestFirst.getString("message")).isEqualTo("ok");
        assertThat(newestFirst.getString("state")).isEqualTo("301");
        assertThat(newestFirst.getString("nu")).isEqualTo("YT1234567890");
        assertThat(newestFirst.containsKey("result")).isFalse();
        assertThat(codes(newestFirst)).containsExactly("301", "5", "0", "1001", "0", "103", "101");
        assertThat(codes(oldestFirst)).containsExactly("101", "103", "0", "1001", "0", "5", "301");
    }

    @Test
    void findsACorrectedParcelUnderItsRightCompanyAlone() {
        finished("yto", "YT1234567890", "corrected");

        assertThat(new JsonObject(query(asked("zhongtong", "YT1234567890").put("phone", "5678"))).getString("com"))
                .isEqualTo("zhongtong");
        assertThat(queryCode(asked("yuantong", "YT1234567890"))).isEqualTo("500");
    }

    @Test
    void refusesAQueryWithItsCode() {
        finished("sf", "SF1234567890123", "delivered");

        assertThat(queryCode(asked("yuantong", "YT0000000000"))).isEqualTo("500");
        assertThat(queryCode(asked("shunfeng", "SF1234567890123"))).isEqualTo("408");
        assertThat(queryCode(asked("shunfeng", "SF1234567890123").put("phone", "138 0000")))
                .isEqualTo("408");
        assertThat(query(asked("shunfeng", "SF1234567890123").put("phone", "5678")))
                .contains("\"status\":\"200\"");
        assertThat(queryCode(asked("", "YT1234567890"))).isEqualTo("400");
        assertThat(queryCode(asked("yuantong", "YT1"))).isEqualTo("400");
        assertThat(queryCode(asked("yuantong", "YT1234567890").put("resultv2", "8")))
                .isEqualTo("400");
    }

    @Test
    void refusesAQueryThatIsSignedWrongly() {
        String param = asked("yuantong", "YT1234567890").encode();
        String right = sign(param, "quickstart-keyquickstart-customer");

        assertThat(query(param, "quickstart-customer", right)).contains("\"500\"");
        assertThat(query(param, "quickstart-customer", sign(param, "quickstart-key")))
                .contains("\"503\"");
        assertThat(query(param, "somebody", right)).contains("\"503\"");
        assertThat(query(param + " ", "quickstart-customer", right)).contains("\"503\"");
        assertThat(postForm("/kuaidi100/poll/query.do", Map.of()).body()).contains("\"503\"");
        assertThat(query("{", "quickstart-customer", sign("{", "quickstart-keyquickstart-customer")))
                .contains("\"400\"");
    }

    @Test
    void locksANumberThatIsAskedForTooSoonWhereToldTo() {
        String param = asked("yuantong", "YT1234567890").encode();
        Map<String, String> form = Map.of(
                "param",
                param,
                "customer",
                "quickstart-customer",
                "sign",
                sign(param, "quickstart-keyquickstart-customer"));
        Map<String, String> settings = Map.of("WAYMARK_SANDBOX_PORT", "0", "WAYMARK_SANDBOX_KUAIDI100_LOCK", "PT30M");

        try (SandboxServer strict = SandboxServer.start(SandboxSettings.of(settings))) {
            assertThat(postForm(strict, "/kuaidi100/poll/query.do", form).body())
                    .contains("\"500\"");
            assertThat(postForm(strict, "/kuaidi100/poll/query.do", form).body())
                    .contains("\"504\"");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            YT1234567890123 | yuantong
            yt1234567890123 | yuantong
            771234567890123 | shentong
            431234567890123 | yunda,shentong
            EX000000000CN   | ems,youzhengguoji
            ZZZZZZ          | ''
            """)
    void namesTheCompaniesOfANumbersShape(String number, String companies) {
        String body = recognize(number, "quickstart-key");

        assertThat(String.join(
                        ",",
                        new JsonArray(body)
                                .stream()
                                        .map(one -> ((JsonObject) one).getString("comCode"))
                                        .toList()))
                .isEqualTo(companies);
    }

    @ParameterizedTest
    @CsvSource({"'', quickstart-key, 201", "abc, quickstart-key, 201", "YT1234567890123, other, 601", "YT1, '', 701"})
    void refusesARecognitionWithItsCode(String number, String key, String code) {
        JsonObject refusal = new JsonObject(recognize(number, key));

        assertThat(refusal.getBoolean("result")).isFalse();
        assertThat(refusal.getString("returnCode")).isEqualTo(code);
    }

    @Test
    void findsSignaturesWrongAsTold() {
        put("/sandbox/faults", badSignatureWhenCalled());

        assertThat(subscribe("yuantong", "YT1234567890", "s-1")).isEqualTo("600");
        assertThat(queryCode(asked("yuantong", "YT1234567890"))).isEqualTo("503");
        assertThat(recognize("YT1234567890123", "quickstart-key")).contains("\"601\"");
        assertThat(subscribe("yuantong", "YT1234567890", "s-1")).isEqualTo("200");
    }

    @Test
    void answersAPageForPeopleAndHalfAnAnswerAsTold() {
        fault("kuaidi100", "html", 1);
        assertThat(recognize("YT1234567890123", "quickstart-key")).startsWith("<!DOCTYPE html>");

        fault("kuaidi100", "truncated", 1);
        String half = recognize("YT1234567890123", "quickstart-key");
        String whole = recognize("YT1234567890123", "quickstart-key");

        assertThat(half).isEqualTo(whole.substring(0, whole.length() / 2)).isNotEmpty();
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

    private static String subscription(String company, String number, JsonObject parameters) {
        return new JsonObject()
                .put("company", company)
                .put("number", number)
                .put("key", "quickstart-key")
                .put("parameters", parameters)
                .encode();
    }

    private static JsonObject badSignatureWhenCalled() {
        return new JsonObject()
                .put("target", "kuaidi100")
                .put("mode", "bad-signature")
                .put("when", "called")
                .put("times", 3);
    }

    /** A parcel whose journey is over. */
    private void finished(String carrier, String number, String script) {
        start("kuaidi100", carrier, number, script, 10_000_000);
        JsonObject parcel = new JsonObject().put("steps", 1).put("passed", 0);
        while (!parcel.getInteger("steps").equals(parcel.getInteger("passed"))) {
            parcel = new JsonArray(get("/sandbox/parcels").body()).getJsonObject(0);
        }
    }

    private static JsonObject asked(String company, String number) {
        return new JsonObject().put("com", company).put("num", number).put("resultv2", "4");
    }

    private String query(JsonObject asked) {
        return query(
                asked.encode(), "quickstart-customer", sign(asked.encode(), "quickstart-key" + "quickstart-customer"));
    }

    private String query(String param, String customer, String sign) {
        return postForm("/kuaidi100/poll/query.do", Map.of("param", param, "customer", customer, "sign", sign))
                .body();
    }

    private String queryCode(JsonObject asked) {
        return new JsonObject(query(asked)).getString("returnCode");
    }

    private String recognize(String number, String key) {
        return get("/kuaidi100/autonumber/auto?num=" + number + "&key=" + key).body();
    }

    private static List<String> codes(JsonObject history) {
        return history.getJsonArray("data").stream()
                .map(node -> ((JsonObject) node).getString("statusCode"))
                .toList();
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
