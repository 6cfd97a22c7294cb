package io.waymark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How often Kuaidi100 may be asked, and what it shows of who asked too often. */
@Timeout(60)
class Kuaidi100RulesIT extends SandboxCase {

    private static final String NUMBER = "YT1234567890";

    Kuaidi100RulesIT() {
        super(Map.of("WAYMARK_SANDBOX_KUAIDI100_LOCK", "PT30M", "WAYMARK_SANDBOX_KUAIDI100_RATE", "5"));
    }

    @Test
    void locksANumberThatIsAskedForAgainTooSoon() {
        assertThat(code(query(NUMBER))).isEqualTo("500");
        assertThat(code(query(NUMBER))).isEqualTo("504");
        assertThat(code(query("YT0987654321"))).isEqualTo("500");
    }

    @Test
    void locksWhateverNumberAsTold() {
        fault("kuaidi100", "query", "locked", 1);

        subscribe();
        assertThat(code(query(NUMBER))).isEqualTo("504");
        assertThat(code(query("YT0987654321"))).isEqualTo("500");
    }

    @Test
    void turnsAwayWhoCallsTooOftenInASecond() {
        IntStream numbers = IntStream.iterate(0, number -> number + 1);
        List<Integer> answers = numbers.mapToObj(
                        number -> query("YT%010d".formatted(number)).statusCode())
                .limit(1_000)
                .takeWhile(status -> status == 200)
                .toList();

        assertThat(answers).hasSizeBetween(10, 999);
    }

    @Test
    void showsWhatItWasAskedAndWhatItSaid() {
        query(NUMBER);
        fault("kuaidi100", "query", "http429", 1);
        query(NUMBER);
        fault("kuaidi100", "query", "html", 1);
        query(NUMBER);

        JsonArray queries =
                new JsonArray(get("/sandbox/providers/kuaidi100/queries").body());
        assertThat(queries)
                .extracting(query -> ((JsonObject) query).getString("code"))
                .containsExactly("500", "http-429", "");
        assertThat(queries.getJsonObject(0).getMap())
                .containsEntry("carrier", "yuantong")
                .containsEntry("number", NUMBER)
                .containsKey("time");
    }

    @Test
    void takesFourSubscriptionsOfANumberInAMonthAndSaysSoWhenOneCameTooSoon() {
        start("kuaidi100", "yto", NUMBER, "abort", 10_000_000);
        for (int time = 1; time <= 4; time++) {
            assertThat(subscribe()).isEqualTo("200");
            assertThat(listener.next().json("param").getString("status")).isEqualTo("abort");
        }

        assertThat(subscribe()).isEqualTo("501");
        assertThat(new JsonArray(
                        get("/sandbox/providers/kuaidi100/subscriptions").body()))
                .extracting(call -> ((JsonObject) call).getBoolean("tooSoon"))
                .containsExactly(false, true, true, true, true);
    }

    private String subscribe() {
        JsonObject param = new JsonObject()
                .put("company", "yuantong")
                .put("number", NUMBER)
                .put("key", "quickstart-key")
                .put(
                        "parameters",
                        new JsonObject().put("callbackurl", listener.url() + "/callbacks/kuaidi100/some-id"));
        return code(postForm("/kuaidi100/poll", Map.of("schema", "json", "param", param.encode())));
    }

    private HttpResponse<String> query(String number) {
        String param =
                new JsonObject().put("com", "yuantong").put("num", number).encode();
        return postForm(
                "/kuaidi100/poll/query.do",
                Map.of("param", param, "customer", "quickstart-customer", "sign", sign(param)));
    }

    private static String code(HttpResponse<String> answer) {
        return new JsonObject(answer.body()).getString("returnCode");
    }

    private static String sign(String param) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5")
                    .digest((param + "quickstart-keyquickstart-customer").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
