package io.waymark.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A merchant who uploads to AsiaBill and asks it. */
final class AsiaBillMerchant {

    static final String PATH = "/asiabill/V2022-03/logistics";
    private static final Duration PATIENT = Duration.ofSeconds(10);

    private final SandboxCase world;

    AsiaBillMerchant(SandboxCase world) {
        this.world = world;
    }

    static JsonObject upload() {
        return new JsonObject()
                .put("lcCode", "STO")
                .put("orderNo", "ORDER1")
                .put("tradeNo", "2022051810582957553787")
                .put("trackingNo", "773123456789")
                .put("trackingWeb", "https://example.com/t/773123456789");
    }

    HttpResponse<String> uploads(JsonObject upload) {
        return uploads(upload, PATIENT);
    }

    HttpResponse<String> uploads(JsonObject upload, Duration patience) {
        return world.post(PATH, headers("", upload.encode()), upload.encode(), patience);
    }

    HttpResponse<String> asks(String tradeNos) {
        return asks(tradeNos, PATIENT);
    }

    HttpResponse<String> asks(String tradeNos, Duration patience) {
        return world.get(PATH + "/" + tradeNos, headers(tradeNos, ""), patience);
    }

    /** What it is told of these transactions. */
    List<JsonObject> finds(String tradeNos) {
        return new JsonObject(asks(tradeNos).body())
                .getJsonArray("data").stream().map(JsonObject.class::cast).toList();
    }

    /** What the sandbox lists: {@code uploads} or {@code queries}. */
    List<JsonObject> listed(String what) {
        return new JsonArray(world.get("/sandbox/gateways/asiabill/" + what).body())
                .stream().map(JsonObject.class::cast).toList();
    }

    /** Headers of a request that is made now, in lower case as AsiaBill's own client signs. */
    static Map<String, String> headers(String path, String body) {
        Map<String, String> headers = new HashMap<>();
        headers.put("gateway-no", "12246002");
        headers.put("request-id", UUID.randomUUID().toString());
        headers.put("request-time", Long.toString(System.currentTimeMillis()));
        String head = headers.get("gateway-no") + headers.get("request-id") + headers.get("request-time");
        headers.put("sign-info", hmac(head + "." + path + body));
        return headers;
    }

    /** Whether an answer is signed by AsiaBill: over its own headers and its body. */
    static boolean isSigned(HttpResponse<String> answer, String requestId) {
        String head = "12246002" + requestId
                + answer.headers().firstValue("response-time").orElse("");
        return answer.headers()
                .firstValue("sign-info")
                .filter(hmac(head + "." + answer.body()).toUpperCase(Locale.ROOT)::equals)
                .isPresent();
    }

    static String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("12H4567r".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
