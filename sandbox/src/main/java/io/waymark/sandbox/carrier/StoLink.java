package io.waymark.sandbox.carrier;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.waymark.sandbox.http.Answers;
import io.waymark.sandbox.http.FaultHandler;
import io.waymark.sandbox.journey.FaultMode;
import io.waymark.sandbox.journey.Parcel;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * STO's link gateway. Answers HTTP 200 in any case; {@code errorCode} 005 unknown waybill, 006 unknown {@code api_name} or
 * wrong {@code to_appkey}, 007 wrong digest, 008 content that cannot be read or lacks something.
 */
final class StoLink {

    private static final String NORMAL = "01";
    private static final String QUERY = "STO_TRACE_QUERY_COMMON";

    private final List<String> secrets;
    private final StoOrders orders;
    private final Function<String, Optional<Parcel>> parcels;
    private final Map<String, Api> apis = Map.of(
            "STO_TRACE_PLATFORM_SUBSCRIBE",
            new Api("sto_trace_platform", StoLink::subscribe),
            QUERY,
            new Api("sto_trace_query", this::query),
            "OMS_EXPRESS_ORDER_CREATE",
            new Api("sto_oms", this::create),
            "EDI_MODIFY_ORDER_CANCEL",
            new Api("edi_modify_order", this::cancel));

    /** Who answers a call, and how. */
    private record Api(String to, Function<JsonObject, JsonObject> answer) {}

    /**
     * @param secrets that digests may be made with
     * @param parcels finds a parcel by its number
     */
    StoLink(List<String> secrets, StoOrders orders, Function<String, Optional<Parcel>> parcels) {
        this.secrets = secrets;
        this.orders = orders;
        this.parcels = parcels;
    }

    void handle(RoutingContext call) {
        String content = field(call, "content");
        Api api = apis.get(field(call, "api_name"));
        boolean doubted = FaultHandler.faultOf(call).equals(Optional.of(FaultMode.BAD_SIGNATURE));
        if (doubted || !StoDigest.matches(content, field(call, "data_digest"), secrets)) {
            Answers.json(call, 200, failure("007", "签名错误"));
        } else if (api == null || !api.to().equals(field(call, "to_appkey"))) {
            Answers.json(call, 200, failure("006", "无权限"));
        } else {
            Answers.json(call, 200, answer(api, content));
        }
    }

    /** The numbers whose history this call asks for. */
    List<String> questions(RoutingContext call) {
        if (!field(call, "api_name").equals(QUERY)) {
            return List.of();
        }
        try {
            JsonArray numbers = new JsonObject(field(call, "content")).getJsonArray("waybillNoList", new JsonArray());
            return numbers.stream().map(String::valueOf).toList();
        } catch (DecodeException | ClassCastException e) {
            return List.of();
        }
    }

    /** Of an answer: its {@code errorCode}; {@code 200} of a success, which has none. */
    static String codeOf(JsonObject answer) {
        return "true".equals(answer.getString("success")) ? "200" : answer.getString("errorCode", "");
    }

    private static JsonObject answer(Api api, String content) {
        try {
            return api.answer().apply(new JsonObject(content));
        } catch (DecodeException | ClassCastException e) {
            return failure("008", "参数错误");
        }
    }

    private static JsonObject subscribe(JsonObject content) {
        JsonArray asked = content.getJsonArray("subscribeInfoList", new JsonArray());
        JsonArray answers = new JsonArray();
        for (int index = 0; index < asked.size(); index++) {
            String number = asked.getJsonObject(index).getString("waybillNo", "");
            answers.add(new JsonObject()
                    .put("waybillNo", number)
                    .put("status", Boolean.toString(!number.isBlank()))
                    .put("message", number.isBlank() ? "运单号为空" : ""));
        }
        return success().put("data", answers);
    }

    /** A number that never moved is not in the answer. */
    private JsonObject query(JsonObject content) {
        JsonArray asked = content.getJsonArray("waybillNoList", new JsonArray());
        JsonObject data = new JsonObject();
        for (int index = 0; index < asked.size(); index++) {
            String number = asked.getString(index);
            parcels.apply(number).ifPresent(parcel -> data.put(number, StoTrace.history(parcel)));
        }
        return asked.isEmpty() ? failure("008", "运单号为空") : success().put("data", data);
    }

    private JsonObject create(JsonObject content) {
        String orderNo = content.getString("orderNo", "");
        if (orderNo.isBlank() || !isComplete(content)) {
            return failure("008", "参数错误");
        }
        return success()
                .put(
                        "data",
                        new JsonObject()
                                .put("orderNo", orderNo)
                                .put("waybillNo", orders.take(orderNo))
                                .put("bigWord", "571-01 001")
                                .put("packagePlace", "杭州集包")
                                .put("newBlockCode", "A1")
                                .put("safeNo", ""));
    }

    private static boolean isComplete(JsonObject order) {
        return NORMAL.equals(order.getString("orderType"))
                && has(order, "orderSource", "billType")
                && has(order.getJsonObject("customer"), "siteCode", "customerName", "sitePwd")
                && has(order.getJsonObject("cargo"), "battery", "goodsType", "goodsName")
                && Stream.of("sender", "receiver")
                        .map(order::getJsonObject)
                        .allMatch(party -> has(party, "name", "province", "city", "area", "address")
                                && (has(party, "mobile") || has(party, "tel")));
    }

    private static boolean has(@Nullable JsonObject object, String... names) {
        return object != null
                && Stream.of(names).noneMatch(name -> object.getString(name, "").isBlank());
    }

    /** Not once it moves; again is as good as once. */
    private JsonObject cancel(JsonObject content) {
        if (!NORMAL.equals(content.getString("orderType")) || !has(content, "orderSource")) {
            return failure("008", "参数错误");
        }
        Optional<String> order = orders.find(content.getString("billCode", ""), content.getString("sourceOrderId", ""));
        if (order.isEmpty()) {
            return failure("005", "运单不存在");
        }
        if (parcels.apply(StoOrders.number(order.get())).isPresent()) {
            return failure("005", "运单已揽收");
        }
        orders.cancel(order.get());
        return success().put("data", "成功");
    }

    private static JsonObject success() {
        return frame(true, "", "");
    }

    private static JsonObject failure(String code, String message) {
        return frame(false, code, message);
    }

    /** {@code success} is a text here, unlike in the answers that STO itself expects. */
    private static JsonObject frame(boolean success, String code, String message) {
        return new JsonObject()
                .put("success", Boolean.toString(success))
                .put("errorCode", code)
                .put("errorMsg", message)
                .put("needRetry", "false")
                .put("requestId", "")
                .put("expInfo", "");
    }

    private static String field(RoutingContext call, String name) {
        return Objects.requireNonNullElse(call.request().getFormAttribute(name), "");
    }
}
