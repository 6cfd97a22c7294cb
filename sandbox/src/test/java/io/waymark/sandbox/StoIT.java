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
        assertThat(new JsonArray(get("/sandbox/parcels").body())).isEmpty();
    }

    private JsonObject nextScan() {
        Listener.Received push = listener.next();
        assertThat(push.path()).isEqualTo("/callbacks/sto");
        assertThat(push.form().get("data_digest")).isEqualTo(digest(push.form().get("content"), STO_SECRET));
        assertThat(push.json("content").getString("waybillNo")).isEqualTo(NUMBER);
        return push.json("content").getJsonObject("trace");
    }

    private JsonObject link(String content, String digest, String api) {
        return new JsonObject(
                postForm("/sto/gateway/link.do", Map.of("content", content, "data_digest", digest, "api_name", api))
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
