package io.waymark.carriers.sto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.carriers.HttpAnswer;
import io.waymark.carriers.WaybillOrder;
import io.waymark.carriers.WaybillOrder.Cargo;
import io.waymark.carriers.WaybillOrder.Party;
import io.waymark.carriers.WaybillOrder.Payer;
import io.waymark.protocol.HttpCall;
import io.waymark.protocol.JsonText;
import io.waymark.protocol.Settings;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Accounts and orders of nobody, and what is sent for them, taken apart. */
public final class StoAccounts {

    public static final Map<String, String> LINK = Map.of(
            "url", "http://localhost/",
            "path", "/gateway/link.do",
            "app-key", "app",
            "app-code", "code",
            "secrets", "TESTSTOSECRET0001");

    public static final Map<String, String> BOOKING = Map.of(
            "site-code", "666666",
            "customer-name", "666666000001",
            "site-password", "abc123",
            "order-source", "WAYMARK");

    public static final Map<String, String> ARTICLE = Map.of(
            "article-enabled", "true",
            "article-url", "http://localhost/article/",
            "article-path", "/router/rest",
            "article-customer-id", "STOtest001",
            "article-secret", "YourSecretKey123456",
            "article-signing", "concatenated",
            "article-window", "PT10M",
            "article-format", "json",
            "article-outlets-method", "stc.outlet.query");

    public static final Party SENDER = new Party("张三", "13800138000", "", "浙江省", "杭州市", "滨江区", "网商路699号", "310052");
    public static final Party RECEIVER = new Party("李四", "0755-88880000", "", "广东省", "深圳市", "南山区", "科技中一路", "");

    private StoAccounts() {}

    /** All of those settings in one account. */
    @SafeVarargs
    public static Settings settings(Map<String, String>... parts) {
        Map<String, List<String>> all = new HashMap<>();
        for (Map<String, String> part : parts) {
            part.forEach((name, value) -> all.put(name, List.of(value)));
        }
        return new Settings(all);
    }

    public static WaybillOrder order(Payer payer, Map<String, String> options) {
        return new WaybillOrder(
                "ORD202306300001",
                SENDER,
                RECEIVER,
                new Cargo("手机配件", new BigDecimal("0.5"), null, 1),
                List.of(),
                null,
                payer,
                true,
                options);
    }

    public static HttpAnswer answer(String body) {
        return new HttpAnswer(200, "application/json", body.getBytes(UTF_8));
    }

    public static Map<String, String> form(HttpCall call) {
        return Arrays.stream(new String(call.body(), UTF_8).split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
    }

    static JsonNode content(HttpCall call) {
        return JsonText.object(form(call).get("content"));
    }
}
