package io.waymark.sandbox.carrier;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.waymark.sandbox.http.Answers;
import io.waymark.sandbox.http.FaultHandler;
import io.waymark.sandbox.journey.FaultMode;
import io.waymark.sandbox.journey.Parcel;
import io.waymark.sandbox.journey.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * STO's second dialect, as one article describes it; its answers are shown nowhere, so they are ours. Takes JSON and forms.
 * Failures have HTTP 200 and a {@code code} of ours: {@code SIGN}, {@code CUSTOMER}, {@code PARAMETER}, {@code METHOD}.
 */
final class StoArticle {

    private static final String QUERY = "stc.trace.query";
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneId.of("Asia/Shanghai"));

    // spotless:off
    /** What this dialect calls a scan; what it has no word for is just on its way. */
    private static final Map<String, String> CODES = Map.of(
            "收件",   "GOT",
            "发件",   "DEPARTED",
            "到件",   "ARRIVED",
            "派件",   "DELIVERING",
            "签收",   "SIGNED",
            "退回件", "RETURNED",
            "问题件", "PROBLEM");
    // spotless:on

    private final Account account;
    private final StoArticleSignature signature;
    private final StoOrders orders;
    private final Function<String, Optional<Parcel>> parcels;
    private final Map<String, Function<JsonObject, JsonObject>> methods =
            Map.of("stc.order.waybill.apply", this::apply, QUERY, this::query, "stc.outlet.query", StoArticle::outlets);

    /**
     * The customer whom it knows.
     *
     * @param signing {@code concatenated} or {@code query-string}
     */
    record Account(String customerId, String secret, String signing) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "Account[" + customerId + ", " + signing + "]";
        }
    }

    StoArticle(Account account, StoOrders orders, Function<String, Optional<Parcel>> parcels) {
        this.account = account;
        this.signature = new StoArticleSignature(account.signing(), account.secret());
        this.orders = orders;
        this.parcels = parcels;
    }

    void handle(RoutingContext call) {
        try {
            Answers.json(call, 200, judge(call, message(call)));
        } catch (DecodeException | ClassCastException e) {
            Answers.json(call, 200, failure("PARAMETER", "参数格式不正确"));
        }
    }

    /** The number whose history this call asks for. */
    List<String> questions(RoutingContext call) {
        try {
            JsonObject message = message(call);
            return QUERY.equals(message.getString("method"))
                    ? List.of(message.getString("tracking_number", ""))
                    : List.of();
        } catch (DecodeException | ClassCastException e) {
            return List.of();
        }
    }

    /** Of an answer: its {@code code}; {@code 200} of a success, which has none. */
    static String codeOf(JsonObject answer) {
        return answer.getBoolean("success", false) ? "200" : answer.getString("code", "");
    }

    /** A form's nested objects are JSON in a field. */
    private static JsonObject message(RoutingContext call) {
        String type = Objects.requireNonNullElse(call.request().getHeader("content-type"), "");
        if (!type.startsWith("application/x-www-form-urlencoded")) {
            return Objects.requireNonNullElseGet(call.body().asJsonObject(), JsonObject::new);
        }
        JsonObject message = new JsonObject();
        call.request().formAttributes().forEach(field -> message.put(field.getKey(), value(field.getValue())));
        return message;
    }

    private static Object value(String text) {
        return text.startsWith("{") ? new JsonObject(text) : text;
    }

    private JsonObject judge(RoutingContext call, JsonObject message) {
        boolean doubted = FaultHandler.faultOf(call).equals(Optional.of(FaultMode.BAD_SIGNATURE));
        if (doubted || !signature.of(texts(message)).equals(message.getString("sign"))) {
            return failure("SIGN", "签名错误");
        }
        if (!account.customerId().equals(message.getString("customer_id"))) {
            return failure("CUSTOMER", "客户编码无效");
        }
        if (!message.getString("timestamp", "").matches("\\d{14}")) {
            return failure("PARAMETER", "timestamp 格式不正确");
        }
        Function<JsonObject, JsonObject> method = methods.get(message.getString("method", ""));
        return method == null ? failure("METHOD", "无此接口权限") : method.apply(message);
    }

    private static Map<String, String> texts(JsonObject message) {
        Map<String, String> texts = new HashMap<>();
        message.forEach(field -> texts.put(field.getKey(), Objects.toString(field.getValue(), "")));
        return texts;
    }

    private JsonObject apply(JsonObject order) {
        String orderId = order.getString("order_id", "");
        Optional<String> missing = Stream.of("sender", "receiver")
                .flatMap(party -> Stream.of("name", "mobile", "province", "city", "district", "address")
                        .filter(part -> order.getJsonObject(party, new JsonObject())
                                .getString(part, "")
                                .isBlank())
                        .map(part -> party + "." + part))
                .findFirst();
        if (orderId.isBlank() || missing.isPresent()) {
            return failure("PARAMETER", missing.orElse("order_id") + " 不能为空");
        }
        String number = orders.take(orderId);
        JsonObject data = new JsonObject().put("order_id", orderId).put("tracking_number", number);
        if ("1".equals(order.getString("need_tracking_info"))) {
            data.put("label_html", StoLabel.html(number, order));
        }
        return success(data);
    }

    /** A number that never moved has an empty history. */
    private JsonObject query(JsonObject question) {
        String number = question.getString("tracking_number", "");
        JsonArray traces = new JsonArray();
        parcels.apply(number).ifPresent(parcel -> {
            List<Step.Scan> scans = parcel.scans();
            for (int i = scans.size() - 1; i >= 0; i--) {
                traces.add(scan(parcel, scans.get(i)));
            }
        });
        return number.isBlank()
                ? failure("PARAMETER", "tracking_number 不能为空")
                : success(new JsonObject().put("tracking_number", number).put("traces", traces));
    }

    private static JsonObject outlets(JsonObject area) {
        return success(new JsonObject()
                .put(
                        "outlets",
                        StoOutlets.in(
                                area.getString("province", ""),
                                area.getString("city", ""),
                                area.getString("district", ""))));
    }

    private static JsonObject scan(Parcel parcel, Step.Scan scan) {
        return new JsonObject()
                .put("current_status", CODES.getOrDefault(scan.code(), "IN_TRANSIT"))
                .put("current_description", scan.text())
                .put("current_time", parcel.timetable().written(scan.at()));
    }

    /** The webhook of a parcel's latest scan; it carries the time of each attempt. */
    Outgoing push(String url, Parcel parcel, Step.Scan scan, Duration patience) {
        JsonObject fields = scan(parcel, scan)
                .put("event", "TRACE_UPDATE")
                .put("tracking_number", parcel.order().trackingNumber());
        return new Webhook(url, fields, signature, patience);
    }

    private record Webhook(String url, JsonObject fields, StoArticleSignature signature, Duration patience)
            implements Outgoing {

        Webhook {
            patience = patience.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : patience;
        }

        @Override
        public String contentType() {
            return "application/json; charset=UTF-8";
        }

        @Override
        public String body() {
            JsonObject message = fields.copy().put("timestamp", TIMESTAMP.format(Instant.now()));
            return message.put("signature", signature.of(texts(message))).encode();
        }

        @Override
        public Outgoing forged() {
            return new Webhook(url, fields, new StoArticleSignature("concatenated", "forged"), patience);
        }
    }

    private static JsonObject success(JsonObject data) {
        return new JsonObject()
                .put("success", true)
                .put("code", "")
                .put("message", "")
                .put("data", data);
    }

    private static JsonObject failure(String code, String message) {
        return new JsonObject().put("success", false).put("code", code).put("message", message);
    }
}
