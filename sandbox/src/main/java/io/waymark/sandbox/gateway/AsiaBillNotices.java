package io.waymark.sandbox.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import io.waymark.sandbox.http.InvalidOrderException;
import io.waymark.sandbox.http.Orders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;

/**
 * AsiaBill's webhooks of transactions: {@code {"data": {…}, "type": "transaction.success"}}, signed in the headers with the
 * {@code version} among them. They are acknowledged by the word {@code success}. What {@code data} holds of each type is in
 * {@code asiabill-notices.json}.
 *
 * @see <a href="https://asiabill.gitbook.io/api-explorer/webhook/gai-shu">AsiaBill, webhook</a>
 */
public final class AsiaBillNotices {

    // spotless:off
    /** The type that tells of a status; ours and those of Onerway, so that both gateways can be directed alike. */
    private static final Map<String, String> BY_STATUS = Map.of(
            "success", "transaction.success", "S", "transaction.success",
            "fail",    "transaction.fail",    "F", "transaction.fail",
            "pending", "transaction.pending", "N", "transaction.pending");
    // spotless:on

    private final Map<String, String> signKeys;
    private final String gatewayNo;
    private final InstantSource clock;
    private final JsonObject samples = samples();

    /**
     * @param signKeys by gateway number
     * @param gatewayNo whose transactions they are unless the order says otherwise
     */
    public AsiaBillNotices(Map<String, String> signKeys, String gatewayNo, InstantSource clock) {
        this.signKeys = signKeys;
        this.gatewayNo = gatewayNo;
        this.clock = clock;
    }

    /**
     * The webhook that is ordered: {@code tradeNo} (or {@code transactionId}), {@code status}, or a {@code type} of its own;
     * every other field is one of {@code data}, and stands in place of the usual value; one that is null is left out.
     */
    Notice of(String url, JsonObject order) {
        String tradeNo = Orders.text(order, order.containsKey("tradeNo") ? "tradeNo" : "transactionId");
        if (tradeNo.isEmpty()) {
            throw new InvalidOrderException("tradeNo", "must be there");
        }
        String merchant = order.containsKey("gatewayNo") ? Orders.text(order, "gatewayNo") : gatewayNo;
        String signKey = signKeys.getOrDefault(merchant, "");
        if (signKey.isEmpty()) {
            throw new InvalidOrderException("gatewayNo", "must be one of " + signKeys.keySet());
        }
        String type = type(order);
        JsonObject data = samples.getJsonObject(type).copy().mergeIn(order).put("tradeNo", tradeNo);
        for (String control : new String[] {"transactionId", "status", "type", "gatewayNo"}) {
            data.remove(control);
        }
        new TreeSet<>(data.fieldNames())
                .stream().filter(name -> data.getValue(name) == null).forEach(data::remove);
        String body = new JsonObject().put("data", data).put("type", type).encode();
        return new Webhook(url, body, merchant, signKey, clock);
    }

    private String type(JsonObject order) {
        String type = Orders.text(order, "type");
        if (type.isEmpty()) {
            String status = order.getValue("status") == null ? "success" : Orders.text(order, "status");
            type = BY_STATUS.getOrDefault(status, "");
        }
        if (!samples.containsKey(type)) {
            String field = order.containsKey("type") ? "type" : "status";
            throw new InvalidOrderException(field, "must be of one of " + new TreeSet<>(samples.fieldNames()));
        }
        return type;
    }

    private record Webhook(String url, String body, String gatewayNo, String signKey, InstantSource clock)
            implements Notice {

        @Override
        public Letter letter(boolean rightly) {
            MultiMap signed = MultiMap.caseInsensitiveMultiMap()
                    .add("gateway-no", gatewayNo)
                    .add("request-id", UUID.randomUUID().toString())
                    .add("request-time", Long.toString(clock.millis()))
                    .add("version", "V2022-03");
            String key = rightly ? signKey : "not " + signKey;
            Map<String, String> headers = new LinkedHashMap<>();
            signed.forEach(header -> headers.put(header.getKey(), header.getValue()));
            headers.put("sign-info", AsiaBillSignature.of(AsiaBillSignature.OF_REQUESTS, signed, "", body, key));
            return new Letter(headers, body);
        }

        @Override
        public boolean isAcknowledgedBy(String contentType, String answer) {
            return answer.strip().toLowerCase(Locale.ROOT).equals("success");
        }
    }

    private static JsonObject samples() {
        try (InputStream file = AsiaBillNotices.class.getResourceAsStream("asiabill-notices.json")) {
            byte[] text = Objects.requireNonNull(file, "asiabill-notices.json").readAllBytes();
            return new JsonObject(new String(text, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("asiabill-notices.json", e);
        }
    }
}
